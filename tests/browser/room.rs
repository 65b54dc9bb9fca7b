//! A page with the door as JavaScript has it, and a recorder in the place of the exported class.
//!
//! wasm-bindgen serves a file of `js/door` only when something of it is used, and `door.js` imports the
//! others: so one function of each is named here, and none but `createDoor` is called.

use omotenashi::engine::change::Showing;
use omotenashi::engine::exposure::Outcome;
use omotenashi::web::door::Door;
use omotenashi::web::show::Stage;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/door/door.js")]
extern "C" {
    #[wasm_bindgen(js_name = createDoor)]
    fn create_door(settings: &JsValue) -> Made;
    type Made;
    #[wasm_bindgen(method, getter)]
    fn door(this: &Made) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn life(this: &Made) -> Life;
    type Life;
    #[wasm_bindgen(method)]
    fn be_born(this: &Life, core: &JsValue);
    #[wasm_bindgen(method)]
    fn ask(this: &Life, act: &mut dyn FnMut());
    #[wasm_bindgen(method)]
    fn stop(this: &Life);
}

#[wasm_bindgen(module = "/js/door/event.js")]
extern "C" {
    #[wasm_bindgen(thread_local_v2)]
    static FOUND: u32;
    #[wasm_bindgen(thread_local_v2)]
    static LOOKED: u32;
}
#[wasm_bindgen(module = "/js/door/order.js")]
extern "C" {
    #[wasm_bindgen(thread_local_v2)]
    static READ_TEXT: u32;
}
#[wasm_bindgen(module = "/js/door/show/bridge.js")]
extern "C" {
    #[wasm_bindgen(js_name = createBridge)]
    fn bridge();
}
#[wasm_bindgen(module = "/js/door/surface/hydrate.js")]
extern "C" {
    #[wasm_bindgen(js_name = hydrated)]
    fn hydrate();
}
#[wasm_bindgen(module = "/js/door/show/keep.js")]
extern "C" {
    #[wasm_bindgen(js_name = createKeeper)]
    fn keep();
}
#[wasm_bindgen(module = "/js/door/observe/collect.js")]
extern "C" {
    #[wasm_bindgen(js_name = observe_page)]
    fn collect();
}
#[wasm_bindgen(module = "/js/door/observe/exit.js")]
extern "C" {
    #[wasm_bindgen(js_name = observeExit)]
    fn exit();
}
#[wasm_bindgen(module = "/js/door/consent/consent.js")]
extern "C" {
    #[wasm_bindgen(js_name = hear_consent)]
    fn consent();
}
#[wasm_bindgen(module = "/js/door/show/content.js")]
extern "C" {
    #[wasm_bindgen(js_name = createContent)]
    fn content();
}
#[wasm_bindgen(module = "/js/door/show/journal.js")]
extern "C" {
    #[wasm_bindgen(js_name = createJournal)]
    fn journal();
}
#[wasm_bindgen(module = "/js/door/observe/label.js")]
extern "C" {
    #[wasm_bindgen(js_name = createEcho)]
    fn label();
}
#[wasm_bindgen(module = "/js/door/show/leave.js")]
extern "C" {
    #[wasm_bindgen(js_name = leave_for)]
    fn leave();
}
#[wasm_bindgen(module = "/js/door/show/place.js")]
extern "C" {
    #[wasm_bindgen(js_name = createPlaces)]
    fn place();
}
#[wasm_bindgen(module = "/js/door/life.js")]
extern "C" {
    #[wasm_bindgen(js_name = createLife)]
    fn life();
}
#[wasm_bindgen(module = "/js/door/notice.js")]
extern "C" {
    #[wasm_bindgen(js_name = createNotices)]
    fn notice();
}
#[wasm_bindgen(module = "/js/door/observe/observe.js")]
extern "C" {
    #[wasm_bindgen(js_name = createObserver)]
    fn observe();
}
#[wasm_bindgen(module = "/js/door/show/sanitise.js")]
extern "C" {
    #[wasm_bindgen(js_name = sanitise)]
    fn sanitise();
}
#[wasm_bindgen(module = "/js/door/send.js")]
extern "C" {
    #[wasm_bindgen(js_name = send_batch)]
    fn send();
}
#[wasm_bindgen(module = "/js/door/store.js")]
extern "C" {
    #[wasm_bindgen(js_name = createStore)]
    fn store();
}
#[wasm_bindgen(module = "/js/door/show/steady.js")]
extern "C" {
    #[wasm_bindgen(js_name = steady)]
    fn steady();
}
#[wasm_bindgen(module = "/js/door/surface/surface.js")]
extern "C" {
    #[wasm_bindgen(js_name = openSurface)]
    fn surface();
}
#[wasm_bindgen(module = "/js/door/show/overlay.js")]
extern "C" {
    #[wasm_bindgen(js_name = createOverlay)]
    fn overlay();
}
#[wasm_bindgen(module = "/js/door/surface/cue.js")]
extern "C" {
    #[wasm_bindgen(js_name = awaitCue)]
    fn cue();
}
#[wasm_bindgen(module = "/js/door/surface/guard.js")]
extern "C" {
    #[wasm_bindgen(js_name = guard)]
    fn guard();
}
#[wasm_bindgen(module = "/js/door/surface/shift.js")]
extern "C" {
    #[wasm_bindgen(js_name = watchShifts)]
    fn shift();
}
#[wasm_bindgen(module = "/js/door/surface/spot.js")]
extern "C" {
    #[wasm_bindgen(js_name = arrange)]
    fn spot();
}
#[wasm_bindgen(module = "/js/door/surface/stay.js")]
extern "C" {
    #[wasm_bindgen(js_name = stay)]
    fn stay();
}
#[wasm_bindgen(module = "/js/door/surface/style.js")]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = style)]
    static STYLE: JsValue;
}
#[wasm_bindgen(module = "/js/door/show/watch.js")]
extern "C" {
    #[wasm_bindgen(js_name = createWatch)]
    fn watch();
}

fn serve_files() {
    let files: [fn(); 24] = [
        bridge, collect, cue, exit, overlay, spot, content, consent, guard, hydrate, journal, keep,
        leave, life, notice, observe, place, sanitise, send, shift, steady, store, surface, watch,
    ];
    core::hint::black_box((
        files,
        READ_TEXT.with(|number| *number),
        STYLE.with(JsValue::is_undefined),
    ));
}

type Take = dyn FnMut(u32, u32, u32, String, String);

/// A stage on the page of the test, with everything the page tells it written down.
pub struct Room {
    pub door: Door,
    pub stage: Stage,
    life: Life,
    told: Rc<RefCell<Vec<(u32, u32, u32)>>>,
    _take: Closure<Take>,
}

impl Room {
    /// A page with this markup in its `main`. The runner's own page is around it.
    pub fn new(html: &str) -> Self {
        serve_files();
        let before = document().query_selector("main").unwrap();
        before.inspect(web_sys::Element::remove);
        let place = document().create_element("main").unwrap();
        place.set_inner_html(html);
        document().body().unwrap().append_child(&place).unwrap();
        let made = create_door(&js_sys::Object::new());
        // Where the build gives each instance its own.
        js_sys::Reflect::set(&js_sys::global(), &"door".into(), &made.door()).unwrap();
        let told = Rc::<RefCell<Vec<_>>>::default();
        let notes = told.clone();
        let take =
            Closure::<Take>::new(move |kind, a, b, _, _| notes.borrow_mut().push((kind, a, b)));
        let core = js_sys::Object::new();
        js_sys::Reflect::set(&core, &"take_event".into(), take.as_ref()).unwrap();
        js_sys::Reflect::set(&core, &"free".into(), &js_sys::Function::new_no_args("")).unwrap();
        made.life().be_born(&core);
        Self {
            door: Door,
            stage: Stage::NEW,
            life: made.life(),
            told,
            _take: take,
        }
    }

    /// Shows, and does what the pump would do with what is found, while the numbers of elements hold.
    pub fn show(&mut self, list: Vec<Showing>) {
        let Self {
            door,
            stage,
            told,
            life,
            ..
        } = self;
        let mut list = Some(list);
        life.ask(&mut || {
            stage.show(door, list.take().unwrap());
            for (kind, a, b) in told.take() {
                if FOUND.with(|number| *number == kind) {
                    stage.found(door, a, b);
                } else if LOOKED.with(|number| *number == kind) {
                    stage.looked(a == 1);
                }
            }
        });
    }

    /// Outcomes by experience, in the order of their receipts.
    pub fn receipts(&mut self) -> Vec<(usize, Outcome)> {
        let receipts = core::mem::take(&mut self.stage.receipts);
        receipts
            .into_iter()
            .map(|receipt| (receipt.experience(), receipt.outcome()))
            .collect()
    }

    pub fn stop(&self) {
        self.life.stop();
    }
}

pub fn document() -> web_sys::Document {
    web_sys::window().unwrap().document().unwrap()
}

/// The markup as it stands.
pub fn html() -> String {
    document()
        .query_selector("main")
        .unwrap()
        .unwrap()
        .inner_html()
}
