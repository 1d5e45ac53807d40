// Frames of tables: one that scrolls can have the focus, so that it scrolls by keyboard.

const FRAMES = ".pm-frame, .md-typeset__scrollwrap, .md-typeset__table";

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    for (let frame = target.closest(FRAMES); frame; frame = frame.parentElement.closest(FRAMES)) updateFrame(frame);
  }
});

// Keeps the frames of the page up to date when they or their tables change their size.
export function observeFrames() {
  for (const node of document.querySelectorAll(`${FRAMES}, :is(${FRAMES}) table`)) sizes.observe(node);
}

// A frame that does not scroll is neither a stop of the Tab key nor a region for screen readers.
function updateFrame(frame) {
  frame.dataset.pmLabel ??= frame.getAttribute("aria-label") ?? "";
  const label = frame.dataset.pmLabel;
  const isLarger = frame.scrollWidth > frame.clientWidth || frame.scrollHeight > frame.clientHeight;
  const isScrollable = isLarger && getComputedStyle(frame).overflowX === "auto";
  setAttribute(frame, "tabindex", isScrollable && "0");
  setAttribute(frame, "role", isScrollable && label && "region");
  setAttribute(frame, "aria-label", isScrollable && label);
}

function setAttribute(node, name, value) {
  if (value) node.setAttribute(name, value);
  else node.removeAttribute(name);
}
