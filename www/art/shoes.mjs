// Owns: drawings of footwear on a 400 × 400 sheet whose ground lies at y = 292.
// In: a dye. Out: an SVG fragment.

import { palette } from "./palette.mjs";

const { rubber, straw, vermilion, kiri } = palette;

const pair = (one, dx = -34, dy = -30) =>
  `<g transform="translate(${dx} ${dy})" filter="brightness(.9)" opacity=".92">${one}</g>${one}`;

const stitch = (d, colour) =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="5 4" stroke-linecap="round"/>`;

const laces = (colour) =>
  [0, 1, 2, 3].map((i) => `<path d="M${172 + i * 21} ${190 + i * 9}l17 -19" stroke="${colour}" stroke-width="6" stroke-linecap="round"/>`).join("");

export function sneaker(c) {
  return pair(`
    <path d="M72 262C66 286 72 292 88 292H322C340 292 344 278 338 260Z" fill="${rubber.m}"/>
    <path d="M71 276H341C339 286 334 292 322 292H88C74 292 70 287 71 276Z" fill="${rubber.d}"/>
    <path d="M74 266C71 238 74 206 83 178C90 168 104 168 111 178C126 195 145 191 160 170L177 157C185 154 192 158 195 166C214 202 256 214 300 224C328 231 341 248 339 266Z" fill="${c.m}"/>
    <path d="M160 170L177 157C185 154 192 158 195 166C208 190 230 203 256 212L238 246C206 236 178 214 160 170Z" fill="${c.l}"/>
    <path d="M298 224C328 231 341 248 339 266H272C271 246 281 230 298 224Z" fill="${rubber.l}"/>
    <path d="M74 266C71 240 73 214 79 190L103 196C98 220 98 244 101 266Z" fill="${c.d}"/>
    <path d="M72 262H340" stroke="${c.d}" stroke-width="3"/>
    ${stitch("M111 190C120 216 128 240 130 260", c.l)}${stitch("M150 190C168 226 196 246 236 256", c.d)}
    ${laces(rubber.l)}`);
}

export function loafer(c) {
  return pair(`
    <path d="M80 268H338L336 280H150L132 282V294H82Z" fill="${c.d}"/>
    <path d="M76 270C70 236 76 206 87 186C97 178 114 184 124 198C142 218 164 214 186 198C194 194 202 196 210 203C244 228 292 222 324 240C340 250 343 262 338 270Z" fill="${c.m}"/>
    <path d="M87 186C97 178 114 184 124 198C142 218 164 214 186 198C178 232 120 236 92 208Z" fill="${c.d}"/>
    <path d="M186 198C194 194 202 196 210 203C232 219 246 240 250 270H214C210 240 198 222 176 208Z" fill="${c.l}"/>
    <path d="M208 226l24 14-4 9-24-14z" fill="${c.d}"/>
    ${stitch("M262 232C290 234 316 240 328 258", c.l)}${stitch("M92 206C88 226 88 246 90 262", c.l)}
    <path d="M286 232C306 234 320 240 328 250" fill="none" stroke="#fff" stroke-opacity=".35" stroke-width="6" stroke-linecap="round"/>`);
}

export function boot(c) {
  return pair(`
    <path d="M80 270H334C338 280 336 286 330 288H152L140 286V298H82Z" fill="#241d18"/>
    <path d="M80 272C78 222 88 160 92 106C122 98 162 98 190 106C188 152 194 188 224 208C260 224 310 224 330 250C336 260 335 268 334 272Z" fill="${c.m}"/>
    <path d="M122 101C122 150 128 184 142 204C156 184 162 150 162 101Z" fill="${c.d}"/>
    ${[128, 136, 148, 156].map((x) => `<path d="M${x} 104L${142 + (x - 142) * 0.35} 190" stroke="${c.l}" stroke-opacity=".45" stroke-width="1.6"/>`).join("")}
    <path d="M92 106C122 98 162 98 190 106L189 116C162 109 122 109 91 117Z" fill="${c.l}"/>
    <path d="M94 112C84 92 90 82 100 82S116 92 112 106" fill="none" stroke="${c.l}" stroke-width="7"/>
    <path d="M236 216C276 226 306 232 320 250" fill="none" stroke="#fff" stroke-opacity=".22" stroke-width="8" stroke-linecap="round"/>
    ${stitch("M98 250C150 262 240 262 326 264", c.l)}`, -30, -22);
}

/** A split-toed shoe from the side: the big toe lies behind the others and a little further. */
export function tabi(c) {
  const clasps = [0, 1, 2].map((i) => `<path d="M${100 + i * 2} ${148 + i * 24}l15 3-2 11-15-3z" fill="${straw.m}"/>`).join("");
  const rows = [0, 1, 2, 3].map((i) => stitch(`M${148 + i * 6} ${152 + i * 22}C${176 + i * 14} ${170 + i * 20} ${210 + i * 14} ${204 + i * 13} ${262 + i * 10} ${218 + i * 11}`, c.l)).join("");
  return pair(`
    <path d="M72 270H352C354 284 346 292 330 292H90C76 292 70 284 72 270Z" fill="${palette.tan.d}"/>
    <path d="M252 222C296 218 350 230 352 262C352 270 346 272 338 272H262Z" fill="${c.d}"/>
    <path d="M76 272C72 230 84 176 88 126C112 116 146 116 166 126C168 164 190 192 226 208C262 222 304 226 316 252C320 264 316 272 306 272Z" fill="${c.m}"/>
    <path d="M88 126C112 116 146 116 166 126L165 142C144 133 112 133 87 143Z" fill="${c.l}"/>
    <path d="M118 134C122 180 118 230 106 270" fill="none" stroke="${c.d}" stroke-width="4"/>${clasps}${rows}
    <path d="M296 230C310 242 316 256 314 272" fill="none" stroke="${c.d}" stroke-width="4" stroke-linecap="round"/>
    <path d="M72 270H352" stroke="${rubber.m}" stroke-width="5" stroke-linecap="round"/>`);
}

const hanao = (colour, dark, y = -52) => `
  <path d="M0 ${y}C-8 ${y + 30}-30 ${y + 52}-40 ${y + 84}" stroke="${dark}" stroke-width="15" fill="none" stroke-linecap="round"/>
  <path d="M0 ${y}C8 ${y + 30} 30 ${y + 52} 40 ${y + 84}" stroke="${dark}" stroke-width="15" fill="none" stroke-linecap="round"/>
  <path d="M0 ${y}C-8 ${y + 30}-30 ${y + 52}-40 ${y + 82}M0 ${y}C8 ${y + 30} 30 ${y + 52} 40 ${y + 82}" stroke="${colour}" stroke-width="9" fill="none" stroke-linecap="round"/>
  <circle cy="${y}" r="7" fill="${dark}"/>`;

export function sandal(c) {
  const weave = Array.from({ length: 11 }, (_, i) => `<path d="M-40 ${-84 + i * 17}H40" stroke="${c.d}" stroke-opacity=".5" stroke-width="2"/>`).join("");
  const strap = c === straw ? vermilion : straw;
  const one = `<rect x="-46" y="-104" width="92" height="212" rx="44" fill="${c.d}"/>
    <rect x="-42" y="-104" width="84" height="204" rx="40" fill="${c.m}"/>${weave}
    <path d="M0-100V98" stroke="${c.l}" stroke-width="3" stroke-dasharray="2 6"/>${hanao(strap.m, strap.d)}`;
  return `<g transform="translate(140 198) rotate(-5) scale(1.08)">${one}</g><g transform="translate(264 206) rotate(7) scale(1.08)">${one}</g>`;
}

export function geta(c) {
  const strap = c === kiri ? palette.indigo : vermilion;
  const one = `<path d="M-104 36L-74 36L-74 74L-104 70ZM24 66L58 66L58 104L24 100Z" fill="${c.d}"/>
    <path d="M-130 6L62 46L62 68L-130 28Z" fill="${c.d}"/>
    <path d="M-130 6C-138-6-130-16-112-18L-40-28L128 4C142 8 142 20 130 28L62 46Z" fill="${c.m}"/>
    <path d="M62 46L130 28C138 24 140 18 138 12L139 36C138 44 134 48 126 51L62 68Z" fill="${c.d}" fill-opacity=".75"/>
    <path d="M-100-6L96 30M-74-14L116 20" stroke="${c.d}" stroke-opacity=".45" stroke-width="2"/>
    <path d="M-58 2C-30-44 20-30 76 14" stroke="${strap.d}" stroke-width="15" fill="none" stroke-linecap="round"/>
    <path d="M-58 2C-20-20 10-14 30 32" stroke="${strap.d}" stroke-width="15" fill="none" stroke-linecap="round"/>
    <path d="M-58 2C-30-44 20-30 76 14M-58 2C-20-20 10-14 30 32" stroke="${strap.m}" stroke-width="9" fill="none" stroke-linecap="round"/>
    <circle cx="-58" cy="3" r="8" fill="${strap.d}"/>`;
  return `<g transform="translate(214 142)">${one}</g><g transform="translate(180 216)">${one}</g>`;
}
