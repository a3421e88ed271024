// What the rules of WCAG 2.2 AA that a machine can judge say of the page: a list of violations, each a sentence.
() => {
  const found = [];
  const say = (rule, element, detail = "") =>
    found.push(`${rule}: ${element.outerHTML.replace(/\s+/g, " ").slice(0, 120)} ${detail}`);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && e.getClientRects().length > 0;
  const clipped = (e) => e.closest(".hidden, .skip");
  const text = (e) => (e?.textContent ?? "").replace(/\s+/g, " ").trim();

  // Language, title, landmarks (3.1.1, 2.4.2, 1.3.1, 2.4.1)
  if (document.documentElement.lang !== "sv") found.push("language is not sv");
  if (!/\S+ – Avtalsgraf$/.test(document.title)) found.push(`title: ${document.title}`);
  for (const [selector, number] of [["h1", 1], ["main", 1], ["body > header", 1], ["body > footer", 1]])
    if (all(selector).length !== number) found.push(`${selector} occurs ${all(selector).length} times`);
  if (all("a")[0]?.getAttribute("href") !== "#innehall") found.push("the first link does not skip to the contents");
  for (const nav of all("nav, aside, [role=region], section[aria-label], section[aria-labelledby]"))
    if (!nav.getAttribute("aria-label") && !nav.getAttribute("aria-labelledby")) say("landmark without name", nav);
  const landmarks = all("nav, aside").map((e) => e.getAttribute("aria-label") ?? text(document.getElementById(e.getAttribute("aria-labelledby"))));
  if (new Set(landmarks).size !== landmarks.length) found.push(`landmarks of one name: ${landmarks}`);

  // Headings in order (1.3.1)
  let level = 0;
  for (const heading of all("h1, h2, h3, h4, h5, h6")) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) say("heading level skipped", heading);
    if (!text(heading)) say("empty heading", heading);
    level = next;
  }

  // Names and labels (1.1.1, 1.3.1, 4.1.2)
  for (const image of all("img")) if (!image.alt) say("picture without text", image);
  for (const field of all("input:not([type=hidden]), select, textarea"))
    if (![...field.labels].some((l) => text(l))) say("field without label", field);
  for (const control of all("a, button, summary, progress"))
    if (!text(control) && !control.getAttribute("aria-label")) say("control without name", control);
  for (const nested of all("a a, a button, button a, label a")) say("control within a control", nested);
  for (const table of all("table")) {
    if (!table.querySelector("th[scope=col]")) say("table without column heads", table);
    if (!table.caption && !table.closest("[aria-label]")) say("table without name", table);
  }

  // Ids and what refers to them (4.1.1 as was, 1.3.1)
  const ids = all("[id]").map((e) => e.id);
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) found.push(`id occurs twice: ${id}`);
  for (const e of all("[aria-labelledby]")) if (!document.getElementById(e.getAttribute("aria-labelledby"))) say("label is missing", e);
  for (const e of all("label[for]")) if (!document.getElementById(e.htmlFor)) say("label of nothing", e);
  for (const e of all("a[href^='#']")) if (!document.getElementById(e.getAttribute("href").slice(1))) say("link to nothing", e);

  // Nothing inline: the content policy forbids it
  for (const e of all("[style], script:not([src]), [onclick], [onload], [onerror]")) say("inline code or style", e);

  // Contrast of text with what lies behind it (1.4.3), of fields with what is round them (1.4.11)
  const parse = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const behind = (e) => {
    const layers = [];
    for (let at = e; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((under, [r, g, b, a]) => [r, g, b].map((c, i) => c * a + under[i] * (1 - a)), [255, 255, 255]);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [dark, bright] = [light(a), light(b)].sort((x, y) => x - y);
    return (bright + 0.05) / (dark + 0.05);
  };
  for (const e of all("body *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || !shown(e) || clipped(e) || e.closest(".sheet .words")) continue; // those words are unseen: the picture has them
    const style = getComputedStyle(e);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = contrast(parse(style.color).slice(0, 3), behind(e));
    if (ratio < (large ? 3 : 4.5)) say("contrast", e, ratio.toFixed(2));
  }
  for (const e of all("input:not([type=hidden]), select, textarea, button"))
    if (contrast(parse(getComputedStyle(e).borderTopColor).slice(0, 3), behind(e.parentElement)) < 3) say("border contrast", e);

  // Size of targets (2.5.8), text that is not cut off at the side (1.4.10)
  for (const e of all("button, .button, .chip, input:not([type=hidden]), select, summary, .top nav a, .facets a, .toc a, .tiles a"))
    if (shown(e) && e.getBoundingClientRect().height < 24) say("small target", e, e.getBoundingClientRect().height);
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) found.push(`the page is ${wide} pixels too wide`);
  for (const e of all("body *")) {
    const scrolls = e.scrollWidth > e.clientWidth + 1 && ["auto", "scroll"].includes(getComputedStyle(e).overflowX);
    if (scrolls && e.tabIndex < 0 && !e.querySelector("a, button, input")) say("scrolls, but not by keyboard", e);
  }
  return found;
};
