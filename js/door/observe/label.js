// Labels: a click on one is repeated on its field at once. Both are a single click of the visitor.
//
// Owns: which click is the echo of the one before. In: what each click is on. Out: yes or no. Must not: listen.

/** Says of each click, asked once and in order, whether it is an echo. */
export function createEcho() {
  let field = null;
  return (target) => {
    const is_echo = field !== null && target === field;
    const control = target?.closest?.("label")?.control ?? null;
    // On the field itself it comes once.
    field = control === target ? null : control;
    // What the page keeps from its field has no echo: the next click is another one.
    setTimeout(() => (field = null));
    return is_echo;
  };
}
