use super::*;
use crate::engine::Env;
use alloc::{
    string::{String, ToString},
    vec,
    vec::Vec,
};

fn read(text: &str) -> Result<Value, (&'static str, u32, u32)> {
    let env = Env::native();
    let mut reader = Reader::new(&env, text);
    let value = reader.value();
    if reader.broken().is_none() {
        reader.end();
    }
    match reader.broken() {
        None => Ok(value),
        Some(code) => {
            let place = reader.place();
            Err((code, place.line, place.column))
        }
    }
}

fn write(value: &Value) -> String {
    let env = Env::native();
    let mut writer = Writer::new(&env);
    writer.value(value);
    writer.finish()
}

#[test]
fn what_is_read_is_written_again() {
    let text = r#"{"a":[1,-2.5,1e+300,0.1,true,false,null,"x\"\\\n\u0001漢😀"],"b":{},"c":[]}"#;
    let value = read(text).unwrap();
    assert_eq!(read(&write(&value)).unwrap(), value);
    assert_eq!(write(&value), text);
}

#[test]
fn surrogate_pairs_join_and_lone_ones_are_replaced() {
    assert_eq!(read(r#""\ud83d\ude00""#), Ok(Value::text("😀")));
    assert_eq!(read(r#""\ud83dx""#), Ok(Value::text("\u{fffd}x")));
}

#[test]
fn syntax_errors_are_named_and_placed() {
    let rows: [(&str, &str, u32, u32); 10] = [
        ("", "json-value", 1, 1),
        ("{\"a\" 1}", "json-colon", 1, 6),
        ("{\"a\":1 \"b\":2}", "json-comma", 1, 8),
        ("{\n  a: 1}", "json-key", 2, 3),
        ("[1,]", "json-value", 1, 4),
        ("01", "json-number", 1, 3),
        ("\"abc", "json-string", 1, 5),
        ("1 2", "json-end", 1, 3),
        ("tru", "json-value", 1, 1),
        ("[\"漢\", x]", "json-value", 1, 7),
    ];
    for (text, code, line, column) in rows {
        assert_eq!(read(text), Err((code, line, column)), "{text}");
    }
}

#[test]
fn nesting_is_bounded() {
    let deep: String = core::iter::repeat_n('[', 100_000).collect();
    assert_eq!(read(&deep).map_err(|error| error.0), Err("json-depth"));
}

#[test]
fn pointers_are_escaped() {
    let env = Env::native();
    let mut reader = Reader::new(&env, r#"{"a/b~c":[0,{"é":1}]}"#);
    let mut seen: Vec<String> = Vec::new();
    let _ = reader.object(&mut |reader, _| {
        let _ = reader.array(&mut |reader| {
            if reader.peek() == Kind::Map {
                let _ = reader.object(&mut |reader, _| {
                    seen.push(reader.place().pointer);
                    reader.skip();
                });
            } else {
                reader.skip();
            }
        });
    });
    assert_eq!(seen, vec!["/a~1b~0c/1/é".to_string()]);
}

#[test]
fn dotted_paths_reach_members_and_exact_keys_win() {
    let value = read(r#"{"a":{"b":{"c":1},"b.c":2},"a.b":{"c":3},"x.y":4}"#).unwrap();
    assert_eq!(value.at("a.b.c"), Some(&Value::Number(2.0)));
    assert_eq!(value.at("x.y"), Some(&Value::Number(4.0)));
    assert_eq!(value.at("a.z"), None);
}

#[test]
fn numbers_take_the_fast_path_only_where_it_is_exact() {
    for text in [
        "0",
        "-0",
        "0.1",
        "123456789012345",
        "1234567.12345678",
        "9007199254740993",
        "1e23",
        "2.2250738585072014e-308",
    ] {
        let expected: f64 = text.parse().unwrap();
        assert_eq!(read(text), Ok(Value::Number(expected)), "{text}");
    }
}
