// Video and sound: begun, how far, ended.
//
// Owns: how far each has come. In: what players of the page do. Out: events. Must not: count what starts by itself
// without sound, since no visitor has asked for it.

function follow({ listen, slot, tell, turned }) {
  let players = new WeakMap();
  turned(() => (players = new WeakMap()));
  const on = (type, act) =>
    listen(
      document,
      type,
      (event) => {
        const path = event.composedPath().filter((node) => node.matches);
        const [player] = path;
        const { currentSrc = "", duration, localName } = player;
        const url = /^https?:/.test(currentSrc) ? currentSrc.split(/[?#]/)[0] : undefined;
        const props = { video_provider: "html5", video_url: url, video_duration: Number.isFinite(duration) ? Math.round(duration) : undefined, slot: slot(path) };
        act(player, localName === "video", (name, more) => tell(name, { ...props, ...more }));
      },
      { capture: true },
    );
  const alone = ({ autoplay, muted }) => autoplay && muted;

  on("play", (player, isVideo, say) => {
    if (players.has(player) || alone(player)) return;
    players.set(player, 0);
    say(isVideo ? "video_start" : "audio_start");
  });
  on("timeupdate", (player, isVideo, say) => {
    const told = players.get(player);
    if (!isVideo || told === undefined) return;
    const percent = (player.currentTime / player.duration) * 100;
    for (const mark of [10, 25, 50, 75])
      if (mark > told && percent >= mark) {
        players.set(player, mark);
        say("video_progress", { video_percent: mark });
      }
  });
  on("ended", (player, isVideo, say) => isVideo && players.has(player) && say("video_complete"));
}

export const media = [[["video_start", "audio_start", "video_progress", "video_complete"], follow]];
