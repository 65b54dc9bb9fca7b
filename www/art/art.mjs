// Owns: every picture of the shop by its address, drawn when first asked for.
// In: `/art/item/kuri.svg`, `/art/item/kuri-1.svg` (its second colour), `/art/scene/tea.svg`. Out: SVG text, or null.

import { palette, walls } from "./palette.mjs";
import * as shoes from "./shoes.mjs";
import * as bags from "./bags.mjs";
import * as tea from "./tea.mjs";
import { scenes } from "./scenes.mjs";

/** Where an item stands; those drawn from above lie on the floor alone. */
const FEET = { sneaker: 292, loafer: 292, boot: 296, tabi: 292, geta: 318, tote: 303, basket: 306 };
const FROM_ABOVE = new Set(["sandal"]);

const drawings = { ...shoes, ...bags, ...tea };

const sheet = (width, height, body) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${body.replace(/\n\s+/g, "")}</svg>`;

function item({ art, category, colours }, colour) {
  const { wall, floor } = walls[category];
  const dye = palette[colours[colour]];
  if (!dye) return null;
  const ground = FROM_ABOVE.has(art)
    ? `<rect width="400" height="400" fill="${floor}"/>`
    : `<rect width="400" height="400" fill="${wall}"/><path d="M0 262H400V400H0Z" fill="${floor}"/><ellipse cx="200" cy="${FEET[art] ?? 304}" rx="150" ry="15" fill="#000" fill-opacity=".14"/>`;
  return sheet(400, 400, ground + drawings[art](dye));
}

const drawn = new Map();

/** The picture at `path`, or null. Drawn once. */
export function draw(path, catalogue) {
  if (!drawn.has(path)) {
    const picture = drawAt(path, catalogue);
    if (!picture) return null;
    drawn.set(path, picture);
  }
  return drawn.get(path);
}

function drawAt(path, catalogue) {
  const found = /^\/art\/(item|scene)\/([a-z]+)(?:-(\d))?\.svg$/.exec(path);
  if (!found) return null;
  const [, kind, name, colour] = found;
  if (kind === "scene") return Object.hasOwn(scenes, name) ? sheet(960, 720, scenes[name]()) : null;
  const known = catalogue.item(name);
  return known ? item(known, Number(colour ?? 0)) : null;
}
