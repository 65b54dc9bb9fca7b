// Owns: drawings of tea and ceramics on a 400 × 400 sheet whose ground lies at y = 296.
// In: a dye. Out: an SVG fragment.

import { palette } from "./palette.mjs";

const { matcha, indigo, straw, bamboo, rubber, vermilion, paper } = palette;

/** Steam rising from a point. */
export const steam = (x, y, colour = "#ffffff") =>
  [-16, 2, 20].map((dx, i) => `<path d="M${x + dx} ${y}c-12-18 12-30 0-50s10-26 2-${38 + i * 6}" fill="none" stroke="${colour}" stroke-opacity=".75" stroke-width="5" stroke-linecap="round"/>`).join("");

export function kyusu(c) {
  return `
    <path d="M300 208L372 172C382 168 388 182 380 190L306 240Z" fill="${c.d}"/>
    <path d="M368 174C376 168 388 182 380 190L370 196C364 190 362 180 368 174Z" fill="${c.l}"/>
    <path d="M112 216C92 206 84 180 70 166L54 172C62 206 76 248 118 254Z" fill="${c.d}"/>
    <ellipse cx="62" cy="169" rx="10" ry="5" transform="rotate(-18 62 169)" fill="${c.l}"/>
    <path d="M104 220C104 164 148 148 206 148S308 164 308 220C308 272 272 298 206 298S104 272 104 220Z" fill="${c.m}"/>
    <path d="M120 196C132 168 166 160 196 160" fill="none" stroke="${c.l}" stroke-width="10" stroke-linecap="round"/>
    <path d="M308 220C308 272 272 298 206 298C266 286 290 240 284 178C300 188 308 202 308 220Z" fill="${c.d}" fill-opacity=".6"/>
    <path d="M138 156C150 132 262 132 274 156C262 168 150 168 138 156Z" fill="${c.d}"/>
    <path d="M146 150C160 134 252 134 266 150C252 160 160 160 146 150Z" fill="${c.m}"/>
    <ellipse cx="206" cy="128" rx="19" ry="15" fill="${c.m}"/><ellipse cx="200" cy="123" rx="8" ry="5" fill="${c.l}"/>
    <path d="M118 244C160 256 252 256 296 244" fill="none" stroke="${c.d}" stroke-width="3"/>`;
}

function cup(x, y, w, h, c) {
  const line = c === indigo ? rubber.l : indigo.m;
  return `<g transform="translate(${x} ${y})">
    <path d="M${-w} 0C${-w} ${h * 0.6} ${-w * 0.8} ${h}  ${-w * 0.6} ${h}H${w * 0.6}C${w * 0.8} ${h} ${w} ${h * 0.6} ${w} 0Z" fill="${c.l}"/>
    <path d="M${w * 0.4} 0C${w * 0.5} ${h * 0.6} ${w * 0.3} ${h} ${w * 0.1} ${h}H${w * 0.6}C${w * 0.8} ${h} ${w} ${h * 0.6} ${w} 0Z" fill="${c.m}"/>
    <path d="M${-w * 0.97} ${h * 0.3}Q0 ${h * 0.42} ${w * 0.97} ${h * 0.3}" stroke="${line}" stroke-width="5" fill="none"/>
    <ellipse rx="${w}" ry="${w * 0.24}" fill="${c.m}"/><ellipse rx="${w * 0.9}" ry="${w * 0.18}" cy="2" fill="${matcha.d}"/>
    <ellipse rx="${w * 0.5}" ry="${w * 0.07}" cx="${-w * 0.2}" cy="0" fill="${matcha.l}" fill-opacity=".6"/>
    <rect x="${-w * 0.5}" y="${h - 2}" width="${w}" height="9" rx="3" fill="${c.d}"/></g>`;
}

export function yunomi(c) {
  return `${steam(256, 142)}${steam(140, 176)}${cup(256, 168, 62, 124, c)}${cup(138, 200, 52, 92, c)}`;
}

export function chawan(c) {
  return `
    <path d="M96 190C98 262 142 292 200 292S302 262 304 190Z" fill="${c.m}"/>
    <path d="M304 190C302 262 258 292 200 292C262 270 276 230 272 190Z" fill="${c.d}"/>
    <path d="M112 214C122 250 140 268 160 276" fill="none" stroke="${c.l}" stroke-width="8" stroke-linecap="round"/>
    <path d="M160 286H240L234 304H166Z" fill="${palette.clay.m}"/>
    <ellipse cx="200" cy="190" rx="104" ry="36" fill="${c.l}"/><ellipse cx="200" cy="193" rx="95" ry="30" fill="${c.d}"/>
    <ellipse cx="200" cy="200" rx="82" ry="22" fill="${matcha.m}"/>
    ${[[170, 196, 9], [196, 206, 6], [222, 196, 8], [240, 203, 5], [150, 204, 5], [208, 191, 4], [184, 209, 4]].map(([x, y, r]) => `<ellipse cx="${x}" cy="${y}" rx="${r * 1.6}" ry="${r * 0.6}" fill="${matcha.l}"/>`).join("")}
    ${c === palette.ink ? `<path d="M120 222C150 206 150 236 180 226S226 240 240 224" fill="none" stroke="${straw.m}" stroke-opacity=".5" stroke-width="4"/>` : ""}`;
}

export function chasen(c) {
  const tines = Array.from({ length: 17 }, (_, i) => {
    const k = i - 8;
    return `<path d="M${200 + k * 3.4} 196C${200 + k * 13} 236 ${200 + k * 14} 268 ${200 + k * 8.5} 296" fill="none" stroke="${i % 2 ? c.l : c.m}" stroke-width="4.4" stroke-linecap="round"/>`;
  }).join("");
  return `
    <ellipse cx="200" cy="250" rx="92" ry="50" fill="${c.d}" fill-opacity=".25"/>${tines}
    <path d="M174 92C174 84 226 84 226 92L232 196H168Z" fill="${c.m}"/>
    <path d="M206 87C220 88 226 90 226 92L232 196H212Z" fill="${c.d}"/>
    <ellipse cx="200" cy="91" rx="26" ry="8" fill="${c.l}"/><ellipse cx="200" cy="91" rx="16" ry="4" fill="${c.d}"/>
    <path d="M170 138H230M169 148H231" stroke="${c.d}" stroke-width="3"/>
    <path d="M166 192C188 202 212 202 234 192M164 203C188 214 212 214 236 203" stroke="#2c2a2e" stroke-width="6" fill="none"/>
    <path d="M186 100V186" stroke="${c.l}" stroke-width="5" stroke-linecap="round"/>`;
}

export function caddy(c) {
  const bark = [0, 1, 2, 3, 4, 5, 6].map((i) => `<path d="M${128 + (i * 37) % 120} ${188 + i * 15}h${22 + (i * 13) % 26}" stroke="${i % 2 ? c.d : c.l}" stroke-width="4" stroke-linecap="round" stroke-opacity=".8"/>`).join("");
  return `
    <path d="M114 168H286V284C286 300 250 308 200 308S114 300 114 284Z" fill="${c.m}"/>${bark}
    <path d="M252 168H286V284C286 296 268 302 244 305C252 260 254 210 252 168Z" fill="${c.d}" fill-opacity=".7"/>
    <path d="M110 102H290V170C290 184 250 190 200 190S110 184 110 170Z" fill="${c.m}"/>
    <path d="M254 102H290V170C290 178 274 184 250 187Z" fill="${c.d}" fill-opacity=".7"/>
    <path d="M110 166C110 182 150 190 200 190S290 182 290 166" fill="none" stroke="${c.d}" stroke-width="3"/>
    ${[122, 138, 152].map((y, i) => `<path d="M${136 + i * 34} ${y}h28" stroke="${i % 2 ? c.d : c.l}" stroke-width="4" stroke-linecap="round"/>`).join("")}
    <ellipse cx="200" cy="102" rx="90" ry="22" fill="${c.l}"/><ellipse cx="200" cy="101" rx="80" ry="17" fill="${c.m}"/>
    <ellipse cx="200" cy="94" rx="13" ry="8" fill="${c.d}"/><path d="M128 120V280" stroke="#fff" stroke-opacity=".25" stroke-width="9" stroke-linecap="round"/>`;
}

export function teabag(c) {
  return `
    <path d="M122 92H278L286 296C286 304 280 308 272 308H128C120 308 114 304 114 296Z" fill="${c.m}"/>
    <path d="M244 92H278L286 296C286 304 280 308 272 308H252Z" fill="${c.d}" fill-opacity=".45"/>
    <path d="M118 92L124 70H276L282 92V112H118Z" fill="${c.d}"/><path d="M120 102H280" stroke="${c.l}" stroke-width="3" stroke-dasharray="5 4"/>
    <rect x="150" y="146" width="100" height="118" fill="${paper.l}"/><rect x="157" y="153" width="86" height="104" fill="none" stroke="${vermilion.m}" stroke-width="2"/>
    <path d="M200 240C168 226 168 186 200 168C232 186 232 226 200 240Z" fill="${matcha.m}"/><path d="M200 240V182M200 222L186 208M200 210L214 197" stroke="${paper.l}" stroke-width="3" stroke-linecap="round"/>
    <g transform="translate(304 296)">${[[0, 0], [16, 6], [-12, 8], [30, 2], [8, -8]].map(([x, y]) => `<path d="M${x - 8} ${y}q8-8 16 0q-8 6-16 0" fill="${bamboo.d}"/>`).join("")}</g>`;
}
