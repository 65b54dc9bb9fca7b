// Owns: the hero pictures: rooms on a 960 × 720 sheet, furnished with the shop's own items.
// In: nothing, or the hour. Out: an SVG fragment.

import { palette as p } from "./palette.mjs";
import { sneaker, loafer, boot, tabi, geta } from "./shoes.mjs";
import { tote, azuma, backpack, kinchaku, basket, sacoche } from "./bags.mjs";
import { kyusu, yunomi, chawan, caddy, chasen, steam } from "./tea.mjs";

/** Puts an item on a surface at `y`, its middle at `x`. */
const put = (drawing, x, y, scale = 0.5, foot = 300) =>
  `<g transform="translate(${x - 200 * scale} ${y - foot * scale}) scale(${scale})">
    <ellipse cx="200" cy="${foot - 2}" rx="140" ry="13" fill="#000" fill-opacity=".16"/>${drawing}</g>`;

const room = (wall, floor, edge, y = 560) =>
  `<rect width="960" height="720" fill="${wall}"/><rect y="${y}" width="960" height="${720 - y}" fill="${floor}"/><rect y="${y}" width="960" height="10" fill="${edge}"/>`;

const board = (x, y, width, colour = p.kiri) =>
  `<rect x="${x}" y="${y}" width="${width}" height="18" rx="3" fill="${colour.m}"/><rect x="${x}" y="${y + 12}" width="${width}" height="8" fill="${colour.d}"/>`;

/** A branch with blossoms, growing to the right from 0,0. */
function branch(colour, many = 12) {
  const at = (i) => [20 + i * 30, 14 * Math.sin(i * 1.7) - i * 4];
  const flower = (i) => {
    const [x, y] = at(i);
    const petals = [0, 72, 144, 216, 288].map((a) => `<ellipse cy="-9" rx="6" ry="9" transform="rotate(${a + i * 20})"/>`).join("");
    return `<g transform="translate(${x} ${y + (i % 2 ? -16 : 14)}) scale(${0.8 + (i % 3) * 0.25})"><g fill="${colour}">${petals}</g><circle r="4" fill="${p.vermilion.l}"/></g>`;
  };
  return `<path d="M0 10C90-20 170 20 ${many * 30 + 10} ${-many * 4}M110 0C150-50 180-54 220-70M220 2C250 30 280 34 310 50" fill="none" stroke="#5c4636" stroke-width="8" stroke-linecap="round"/>${Array.from({ length: many }, (_, i) => flower(i)).join("")}`;
}

const noren = (x, y, colour) => `<rect x="${x - 20}" y="${y - 10}" width="520" height="10" rx="5" fill="${p.chestnut.d}"/>
  ${[0, 1, 2, 3].map((i) => `<path d="M${x + i * 120} ${y}h116v128c-30 10-84-8-116 2z" fill="${i % 2 ? colour.m : colour.d}"/>`).join("")}
  <path d="M${x + 236} ${y}h4v126h-4z" fill="${colour.d}"/>
  <g transform="translate(${x + 238} ${y + 66})" fill="none" stroke="${p.paper.l}" stroke-width="6"><circle r="42"/>
  ${[0, 72, 144, 216, 288].map((a) => `<path d="M0-4C-16-18-10-34 0-30C10-34 16-18 0-4Z" transform="rotate(${a})" fill="${p.paper.l}" stroke="none"/>`).join("")}</g>`;

const lantern = (x, lit) => `<path d="M${x} 0V90" stroke="#463a30" stroke-width="4"/>
  ${lit ? `<circle cx="${x}" cy="150" r="150" fill="#ffd98a" fill-opacity=".22"/><circle cx="${x}" cy="150" r="95" fill="#ffd98a" fill-opacity=".3"/>` : ""}
  <rect x="${x - 46}" y="92" width="92" height="116" rx="40" fill="${lit ? "#ffe3a6" : p.paper.m}"/>
  ${[114, 132, 150, 168, 186].map((y) => `<path d="M${x - 45} ${y}h90" stroke="${lit ? "#d9a14f" : p.paper.d}" stroke-width="2.5"/>`).join("")}
  <rect x="${x - 24}" y="86" width="48" height="12" rx="4" fill="#463a30"/><rect x="${x - 24}" y="202" width="48" height="12" rx="4" fill="#463a30"/>`;

/** The shop itself, by day or with the lantern lit. */
function shop(lit) {
  const wall = lit ? "#4a4a5e" : "#e6dcc8";
  return `${room(wall, lit ? "#5d4a40" : "#c9b393", lit ? "#3b2f2a" : "#a98f6a", 590)}
    ${noren(96, 26, p.indigo)}${lantern(800, lit)}
    ${board(90, 360, 560)}${board(560, 500, 340)}
    ${put(kyusu(p.vermilion), 200, 362, 0.46, 298)}${put(yunomi(p.paper), 372, 362, 0.4, 300)}${put(caddy(p.chestnut), 540, 362, 0.42, 308)}
    ${put(basket(p.bamboo), 660, 502, 0.46, 306)}${put(chawan(p.ink), 826, 502, 0.38, 304)}
    ${put(tote(p.indigo), 200, 640, 0.78, 304)}${put(sneaker(p.mist), 470, 668, 0.62, 292)}${put(geta(p.kiri), 772, 674, 0.5, 318)}`;
}

const shoes = () => `${room("#dfe3df", "#b9b3a4", "#8d8675", 430)}
  <rect x="80" y="60" width="300" height="370" fill="#c6a273"/><rect x="96" y="76" width="268" height="340" fill="#f6f1e3"/>
  ${[163, 230, 297].map((x) => `<path d="M${x} 76v340" stroke="#c6a273" stroke-width="6"/>`).join("")}${[160, 246, 332].map((y) => `<path d="M96 ${y}h268" stroke="#c6a273" stroke-width="6"/>`).join("")}
  <rect x="420" y="386" width="540" height="60" fill="${p.kiri.m}"/><rect x="420" y="436" width="540" height="22" fill="${p.kiri.d}"/>
  <path d="M868 120C880 240 872 330 866 372M866 372c-2 16 18 18 20 4" fill="none" stroke="${p.chestnut.d}" stroke-width="9" stroke-linecap="round"/>
  <path d="M868 92L838 330C856 344 884 344 900 330Z" fill="${p.vermilion.m}"/><path d="M868 92L868 340C880 340 892 338 900 330Z" fill="${p.vermilion.d}"/>
  ${put(boot(p.ink), 560, 394, 0.62, 298)}${put(loafer(p.chestnut), 756, 396, 0.5, 294)}
  ${put(sneaker(p.mist), 230, 656, 0.86, 292)}${put(tabi(p.indigo), 560, 668, 0.56, 292)}${put(geta(p.kiri), 800, 668, 0.6, 318)}`;

const bags = () => `${room("#d7ddd2", "#b99f79", "#94794f", 590)}
  <rect x="60" y="96" width="840" height="22" rx="4" fill="${p.chestnut.m}"/>
  ${[190, 420, 640, 820].map((x) => `<rect x="${x - 8}" y="110" width="16" height="34" rx="6" fill="${p.chestnut.d}"/>`).join("")}
  <g transform="translate(70 106) scale(.62)">${sacoche(p.stone)}</g><g transform="translate(284 104) scale(.68)">${tote(p.paper)}</g>
  <g transform="translate(524 112) scale(.58)">${kinchaku(p.vermilion)}</g>
  <g transform="translate(752 138)"><path d="M68-6C40 40 20 120 30 170L106 170C116 120 96 40 68-6Z" fill="${p.matcha.m}"/><path d="M68-6C84 50 92 110 80 170H106C116 120 96 40 68-6Z" fill="${p.matcha.d}"/></g>
  <rect x="120" y="500" width="720" height="30" rx="4" fill="${p.kiri.m}"/><rect x="120" y="522" width="720" height="12" fill="${p.kiri.d}"/><path d="M160 534h34v110h-34zM766 534h34v110h-34z" fill="${p.kiri.d}"/>
  ${put(backpack(p.chestnut), 300, 504, 0.62, 304)}${put(azuma(p.indigo), 520, 504, 0.54, 304)}${put(basket(p.bamboo), 716, 504, 0.56, 306)}
  ${put(loafer(p.tan), 480, 676, 0.46, 294)}`;

const tea = () => `${room("#e7d9c8", "#8fa06a", "#6f7f4c", 560)}
  <circle cx="480" cy="270" r="232" fill="${p.chestnut.d}"/><circle cx="480" cy="270" r="218" fill="#cfe0e2"/>
  <clipPath id="window"><circle cx="480" cy="270" r="218"/></clipPath><g clip-path="url(#window)">
  <circle cx="570" cy="170" r="52" fill="#fff6df"/><path d="M220 420C320 250 380 250 450 360C520 240 600 230 740 430V520H220Z" fill="#8aa5a0"/><path d="M220 450C330 350 420 370 500 420S660 370 740 440V520H220Z" fill="#6c8a78"/>
  <g transform="translate(258 150) rotate(14) scale(.9)">${branch("#fbe3e6", 8)}</g></g>
  <rect x="110" y="520" width="740" height="34" rx="6" fill="${p.chestnut.m}"/><rect x="110" y="544" width="740" height="14" fill="${p.chestnut.d}"/><path d="M170 558h46l-10 90h-26zM744 558h46l-10 90h-26z" fill="${p.chestnut.d}"/>
  ${put(kyusu(p.vermilion), 320, 526, 0.72, 298)}${put(yunomi(p.paper), 560, 526, 0.56, 300)}${put(caddy(p.chestnut), 742, 526, 0.5, 308)}
  ${steam(180, 452)}${put(chawan(p.ink), 350, 680, 0.5, 304)}${put(chasen(p.bamboo), 560, 682, 0.42, 298)}`;

const spring = () => `<rect width="960" height="720" fill="#cfe3ea"/><circle cx="760" cy="150" r="70" fill="#fff3d6"/>
  <path d="M0 420C180 300 330 330 470 400S780 320 960 400V720H0Z" fill="#b9cfa0"/><path d="M0 500C240 420 420 470 560 500S820 450 960 490V720H0Z" fill="#9dba7f"/>
  <path d="M420 720C470 620 520 560 600 500C640 470 660 440 650 420C690 450 700 480 660 520C600 590 640 650 700 720Z" fill="#efe2c4"/>
  <g transform="translate(-30 90) scale(1.5)">${branch("#fbe3e6", 14)}</g><g transform="translate(980 60) scale(-1.1 1.1) rotate(8)">${branch("#f5cfd6", 11)}</g>
  ${Array.from({ length: 22 }, (_, i) => `<ellipse cx="${(i * 173) % 940 + 10}" cy="${240 + (i * 97) % 420}" rx="8" ry="5" transform="rotate(${i * 40} ${(i * 173) % 940 + 10} ${240 + (i * 97) % 420})" fill="#f9dbe0"/>`).join("")}
  ${put(tote(p.paper), 230, 640, 0.9, 304)}${put(azuma(p.matcha), 440, 662, 0.56, 304)}${put(sneaker(p.mist), 740, 672, 0.8, 292)}`;

const gift = () => `${room("#f1dfd6", "#d9b9a6", "#bd9680", 520)}
  ${Array.from({ length: 34 }, (_, i) => `<rect x="${(i * 211) % 930 + 10}" y="${(i * 83) % 430 + 20}" width="12" height="12" transform="rotate(${i * 31} ${(i * 211) % 930 + 16} ${(i * 83) % 430 + 26})" fill="${[p.vermilion.l, p.straw.m, p.paper.l, p.indigo.l][i % 4]}" fill-opacity=".75"/>`).join("")}
  <ellipse cx="480" cy="612" rx="330" ry="28" fill="#000" fill-opacity=".13"/>
  <path d="M250 330H710L690 600H270Z" fill="${p.vermilion.m}"/><path d="M560 330H710L690 600H590Z" fill="${p.vermilion.d}" fill-opacity=".6"/>
  <path d="M250 330C340 420 420 400 480 350C540 400 620 420 710 330L640 310H320Z" fill="${p.vermilion.l}"/>
  <path d="M480 340C400 300 330 190 390 160C450 150 470 260 480 330ZM480 340C560 300 630 190 570 160C510 150 490 260 480 330Z" fill="${p.vermilion.m}"/>
  <path d="M470 352C420 420 380 440 340 448M490 352C540 420 580 440 620 448" stroke="${p.vermilion.d}" stroke-width="34" fill="none" stroke-linecap="round"/>
  <rect x="446" y="312" width="68" height="56" rx="22" fill="${p.vermilion.l}"/>
  ${[[350, 500], [420, 540], [330, 560], [470, 490], [520, 560], [600, 510], [640, 560], [560, 470]].map(([x, y]) => `<path d="M${x} ${y - 14}l14 14-14 14-14-14z" fill="${p.straw.l}" fill-opacity=".85"/>`).join("")}
  ${put(yunomi(p.paper), 160, 640, 0.62, 300)}${put(kinchaku(p.indigo), 810, 644, 0.6, 304)}`;

/** Every scene by the name of its file. */
export const scenes = { home: () => shop(false), evening: () => shop(true), shoes, bags, tea, spring, gift };
