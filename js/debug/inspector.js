// The inspector.
//
// Owns: nothing yet. In: notes, a wish. Out: a panel. Must not: open by itself.

/** The inspector of a page. */
export const createInspector = () => ({ toggle() {} });
