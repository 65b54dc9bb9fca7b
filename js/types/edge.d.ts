/**
 * Omotenashi in a worker at the edge, which may not compile WebAssembly: its build hands the module over.
 *
 * ```js
 * import { Engine, use } from "omotenashi/edge";
 * import module from "omotenashi/engine.wasm";
 * use(module);
 * const engine = new Engine(rules);
 * ```
 *
 * It is the engine of `omotenashi/node`, with the same answers. Only `problems` and `dataSheet()` throw here, since they need
 * the author build: run `npx omotenashi check` and `data` before you deploy.
 */

export * from "./node.js";

/** Takes the module of `omotenashi/engine.wasm`; call it once, before anything else. */
export function use(module: WebAssembly.Module): void;
