/* Elements: making them, keeping a list of them up to date, walking through them. */

export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
export const icon = (name) => $("#icon-" + name).content.cloneNode(true);

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value == null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child != null && child !== ""));
  return node;
}

export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Make `parent` hold one node per item, rebuilding only those whose content changed; focus survives a rebuild. */
export function reconcile(parent, items, build) {
  const known = (parent.drawn ??= new Map());
  const next = new Map();
  let at = parent.firstElementChild;
  for (const item of items) {
    const content = JSON.stringify(item);
    let entry = known.get(item.key);
    if (!entry || entry.content !== content) {
      const node = build(item);
      if (entry) replaceKeepingFocus(entry.node, node);
      if (entry && at === entry.node) at = node;
      entry = { node, content };
    }
    if (entry.node === at) at = at.nextElementSibling;
    else parent.insertBefore(entry.node, at);
    next.set(item.key, entry);
    known.delete(item.key);
  }
  for (const { node } of known.values()) node.remove();
  parent.drawn = next;
}

function replaceKeepingFocus(old, node) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const place = focused && $$("button, a", old).indexOf(focused);
  old.replaceWith(node);
  if (focused) ($$("button, a", node)[place] ?? node).focus({ preventScroll: true });
}

/** Arrow keys, Home and End move the focus within a list, so that it is one stop of the tab key. */
export function roam(event, nodes, current = document.activeElement) {
  const at = nodes.indexOf(current);
  const before = at < 0 ? nodes.length - 1 : Math.max(at - 1, 0);
  const to = { ArrowUp: before, ArrowLeft: before, ArrowDown: Math.min(at + 1, nodes.length - 1), ArrowRight: Math.min(at + 1, nodes.length - 1), Home: 0, End: nodes.length - 1 }[event.key];
  if (to === undefined || event.altKey || !nodes[to]) return;
  event.preventDefault();
  nodes[to].focus();
  nodes[to].scrollIntoView({ block: "nearest", inline: "nearest" });
}
