"""What can be seen on a page, measured in the page."""

from __future__ import annotations

# pieces of text whose ink stands out less than 4.5 to 1 from what is behind it (WCAG 2, level AA)
CONTRAST = """(root) => {
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const parse = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const over = (top, below) => {
    const a = top.length > 3 ? top[3] : 1;
    return below.map((v, n) => top[n] * a + v * (1 - a));
  };
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const ground = (node) => {
    if (!node) return dark ? [18, 18, 18] : [255, 255, 255];
    const own = parse(getComputedStyle(node).backgroundColor);
    return own.length === 3 ? own : over(own, ground(node.parentElement));
  };
  const worst = [];
  for (const node of root.querySelectorAll('*')) {
    if (![...node.childNodes].some((c) => c.nodeType === 3 && c.textContent.trim())) continue;
    const [a, b] = [light(parse(getComputedStyle(node).color).slice(0, 3)), light(ground(node))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) worst.push([ratio.toFixed(2), node.className, node.textContent.slice(0, 30)]);
  }
  return worst;
}"""
