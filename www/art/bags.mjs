// Owns: drawings of bags on a 400 × 400 sheet whose ground lies at y = 300.
// In: a dye. Out: an SVG fragment.

import { palette } from "./palette.mjs";

const { rubber, tan, bamboo, straw, vermilion, paper } = palette;

const stitch = (d, colour, width = 2) =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-dasharray="6 4" stroke-linecap="round"/>`;

export function tote(c) {
  return `
    <path d="M142 150C136 60 164 44 200 44S264 60 258 150" fill="none" stroke="${c.d}" stroke-width="13"/>
    <path d="M92 148H308L292 296C291 302 286 304 280 304H120C114 304 109 302 108 296Z" fill="${c.m}"/>
    <path d="M104 262H296L292 296C291 302 286 304 280 304H120C114 304 109 302 108 296Z" fill="${tan.m}"/>
    <path d="M92 148H308L306 166H94Z" fill="${c.d}"/>
    <path d="M142 150C136 76 164 58 200 58S264 76 258 150V196H244V150C248 84 232 72 200 72S152 84 156 150V196H142Z" fill="${tan.m}"/>
    <path d="M142 184h14v12h-14zM244 184h14v12h-14z" fill="${tan.d}"/>
    ${stitch("M96 176H304", c.d)}${stitch("M106 256H294", c.d)}
    <path d="M178 206h44v32h-44z" fill="${c.l}"/><circle cx="200" cy="222" r="9" fill="${vermilion.m}"/>`;
}

export function azuma(c) {
  return `
    <path d="M196 128C170 92 160 66 178 48C196 40 206 74 206 122ZM206 128C226 88 250 62 262 76C270 96 238 118 214 134Z" fill="${c.d}"/>
    <path d="M200 124C150 142 84 182 78 240C74 286 112 304 200 304S326 286 322 240C316 182 250 142 200 124Z" fill="${c.m}"/>
    <path d="M200 124C236 156 262 220 250 302C304 298 326 280 322 240C316 182 250 142 200 124Z" fill="${c.d}"/>
    <path d="M200 124C226 158 244 222 232 303H250C262 220 236 156 200 124Z" fill="${c.l}" fill-opacity=".65"/>
    ${[[118, 236], [154, 262], [150, 208], [192, 240], [188, 184], [112, 276], [200, 284]].map(([x, y]) => `<path d="M${x} ${y - 9}l9 9-9 9-9-9z" fill="${c.l}"/>`).join("")}
    <path d="M186 118C196 110 214 112 220 122C224 138 212 146 200 144S180 132 186 118Z" fill="${c.l}"/>
    <path d="M188 126C198 132 210 132 219 124" fill="none" stroke="${c.d}" stroke-width="3"/>`;
}

export function backpack(c) {
  return `
    <path d="M104 150C86 170 84 260 98 290M296 150C314 170 316 260 302 290" fill="none" stroke="${c.d}" stroke-width="17" stroke-linecap="round"/>
    <path d="M176 74C176 50 224 50 224 74" fill="none" stroke="${c.d}" stroke-width="10"/>
    <rect x="100" y="70" width="200" height="234" rx="34" fill="${c.d}"/>
    <path d="M112 226H288V278C288 290 280 298 268 298H132C120 298 112 290 112 278Z" fill="${c.m}"/>
    <path d="M108 104C108 84 120 76 138 76H262C280 76 292 84 292 104V230C292 246 280 252 266 252H134C120 252 108 246 108 230Z" fill="${c.m}"/>
    <path d="M108 104C108 84 120 76 138 76H262C280 76 292 84 292 104V120C240 106 160 106 108 120Z" fill="${c.l}" fill-opacity=".5"/>
    ${stitch("M120 112V228C120 238 128 242 138 242H262C272 242 280 238 280 228V112", c.l)}
    <path d="M192 228h16v44h-16z" fill="${c.d}"/><rect x="186" y="256" width="28" height="22" rx="5" fill="${straw.m}"/><rect x="195" y="262" width="10" height="10" rx="2" fill="${c.d}"/>
    <circle cx="136" cy="262" r="5" fill="${straw.m}"/><circle cx="264" cy="262" r="5" fill="${straw.m}"/>`;
}

function asanoha(colour) {
  const star = [0, 60, 120, 180, 240, 300].map((a) => `<path d="M0 0V-18M0-18L8-9M0-18L-8-9" transform="rotate(${a})"/>`).join("");
  const places = [[138, 222], [172, 202], [206, 222], [240, 202], [272, 222], [138, 262], [172, 242], [206, 262], [240, 242], [268, 262], [172, 282], [240, 282]];
  return `<g stroke="${colour}" stroke-width="2" fill="none" stroke-opacity=".8">${places.map(([x, y]) => `<g transform="translate(${x} ${y})">${star}</g>`).join("")}</g>`;
}

export function kinchaku(c) {
  const cord = c === paper ? vermilion : straw;
  return `
    <path d="M148 96C160 84 174 100 186 88S210 96 222 86S246 88 254 98L236 142H164Z" fill="${c.l}"/>
    <path d="M164 138C118 168 92 214 100 262C106 294 132 304 200 304S296 294 302 262C310 214 282 168 236 138Z" fill="${c.m}"/>
    <path d="M236 138C282 168 310 214 302 262C296 294 268 304 230 304C276 260 268 190 220 138Z" fill="${c.d}" fill-opacity=".55"/>
    ${asanoha(c.l)}
    ${[176, 190, 204, 218].map((x) => `<path d="M${x} 146C${x - 6} 160 ${x - 9} 170 ${x - 12} 182" stroke="${c.d}" stroke-width="3" fill="none" stroke-linecap="round"/>`).join("")}
    <path d="M160 140C186 148 214 148 240 140" stroke="${cord.m}" stroke-width="9" fill="none" stroke-linecap="round"/>
    <path d="M160 140C126 134 100 152 92 186M240 140C276 132 300 150 310 182" stroke="${cord.m}" stroke-width="6" fill="none" stroke-linecap="round"/>
    <path d="M86 186h14l4 34H82zM303 182h14l4 34h-22z" fill="${cord.d}"/>`;
}

export function sacoche(c) {
  return `
    <path d="M98 176C70 60 170 26 204 50S330 70 302 178" fill="none" stroke="${tan.d}" stroke-width="7"/>
    <rect x="84" y="166" width="232" height="138" rx="18" fill="${c.m}"/>
    <path d="M84 184C84 172 92 166 102 166H298C308 166 316 172 316 184V206H84Z" fill="${c.d}"/>
    <path d="M108 190H292" stroke="${c.l}" stroke-width="4" stroke-dasharray="3 3"/>
    <path d="M284 186h12v26l-6 8-6-8z" fill="${straw.m}"/>
    <path d="M106 232H250V286H106Z" fill="none" stroke="${c.l}" stroke-opacity=".7" stroke-width="2" stroke-dasharray="6 4"/>
    <rect x="86" y="162" width="20" height="30" rx="4" fill="${tan.m}"/><rect x="294" y="162" width="20" height="30" rx="4" fill="${tan.m}"/>
    <rect x="266" y="262" width="30" height="20" rx="3" fill="${rubber.m}"/><circle cx="281" cy="272" r="5" fill="${vermilion.m}"/>`;
}

export function basket(c) {
  const rows = Array.from({ length: 7 }, (_, row) =>
    Array.from({ length: 12 }, (_, i) => {
      const x = 86 + i * 19 + (row % 2 ? 9 : 0);
      return `<rect x="${x}" y="${178 + row * 18}" width="15" height="13" rx="4" fill="${(i + row) % 3 ? c.l : c.m}"/>`;
    }).join("")).join("");
  return `
    <defs><clipPath id="basket"><path d="M82 172H318L298 304H102Z"/></clipPath></defs>
    <path d="M112 172C108 40 292 40 288 172" fill="none" stroke="${c.d}" stroke-width="13"/>
    <path d="M112 172C108 40 292 40 288 172" fill="none" stroke="${c.m}" stroke-width="7"/>
    <path d="M178 84C192 78 208 78 222 84" stroke="${bamboo.d}" stroke-width="17" fill="none" stroke-dasharray="4 3"/>
    <path d="M82 172H318L298 304H102Z" fill="${c.d}"/><g clip-path="url(#basket)">${rows}</g>
    <rect x="74" y="160" width="252" height="18" rx="9" fill="${c.m}"/>
    ${stitch("M82 169H320", c.d, 4)}<rect x="98" y="296" width="204" height="12" rx="6" fill="${c.d}"/>`;
}
