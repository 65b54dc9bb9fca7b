// Sees, from outside the page, what was on the screen.
//
// Owns: a screencast. In: a Playwright page. Out: how black its blackest frame was. Must not: trust
// anything the page says of itself.

/** Records until `stop`, which gives the frames as PNG in base64. */
export async function record(page) {
  const session = await page.context().newCDPSession(page);
  const frames = [];
  session.on("Page.screencastFrame", ({ data, sessionId }) => {
    frames.push(data);
    session.send("Page.screencastFrameAck", { sessionId }).catch(() => {});
  });
  await session.send("Page.startScreencast", { format: "png", everyNthFrame: 1 });
  return async () => {
    await session.send("Page.stopScreencast");
    return frames;
  };
}

/** For each frame the number of black pixels, counted by `page`, a blank one. */
export const blackness = (page, frames) =>
  page.evaluate(async (all) => {
    const count = async (data) => {
      const blob = await (await fetch(`data:image/png;base64,${data}`)).blob();
      const image = await createImageBitmap(blob);
      const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
      context.drawImage(image, 0, 0);
      const { data: bytes } = context.getImageData(0, 0, image.width, image.height);
      let black = 0;
      for (let at = 0; at < bytes.length; at += 4) if (bytes[at] + bytes[at + 1] + bytes[at + 2] < 100) black++;
      return black;
    };
    return Promise.all(all.map(count));
  }, frames);
