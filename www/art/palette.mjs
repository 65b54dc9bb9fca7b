// Owns: the dyes and materials everything in the shop is drawn with.
// Each has a middle tone, a shade and a light.

export const palette = {
  mist: { m: "#9fb4bf", d: "#748d9a", l: "#c8d6dc" },
  paper: { m: "#efe6d3", d: "#d2c4a6", l: "#fbf7ee" },
  ink: { m: "#33363d", d: "#1f2126", l: "#565b65" },
  chestnut: { m: "#7c4a2d", d: "#5a3420", l: "#a36d4d" },
  tan: { m: "#c08f5c", d: "#97693b", l: "#dcb48a" },
  stone: { m: "#8d8a80", d: "#69665d", l: "#b7b4a9" },
  vermilion: { m: "#b9482f", d: "#8c3220", l: "#d77a61" },
  indigo: { m: "#33507c", d: "#21375a", l: "#6180ad" },
  straw: { m: "#d9c07f", d: "#b3985a", l: "#eddeb3" },
  kiri: { m: "#d8b58a", d: "#b48c5f", l: "#eed8b9" },
  matcha: { m: "#8a9a5b", d: "#66753e", l: "#b7c38d" },
  bamboo: { m: "#c3b06b", d: "#958244", l: "#e2d5a2" },
  clay: { m: "#b9805d", d: "#8f5c3e", l: "#d9ac8e" },
  rubber: { m: "#f3eee2", d: "#d8d0bf", l: "#ffffff" },
};

/** The wall colour behind each category's items. */
export const walls = {
  shoes: { wall: "#e9e2d4", floor: "#dbd0bc" },
  bags: { wall: "#e3e5dc", floor: "#d0d3c5" },
  tea: { wall: "#ece0d6", floor: "#dfcdbf" },
};
