// Opens a sentence's evidence and lights up its passages in the articles. Without script everything is open.
"use strict";
document.documentElement.classList.add("js");
const sentences = Array.from(document.querySelectorAll(".sentence"));
const handleOf = (sentence) => sentence.querySelector(".handle, button");
const idsOf = (text) => (text || "").split(" ").filter(Boolean);

// What has happened is told to those who hear the page, and shown for a while to those who see it.
const spoken = document.body.appendChild(document.createElement("p"));
spoken.className = "spoken";
spoken.setAttribute("role", "status");
let silence = 0;
function say(words) {
  spoken.textContent = words;
  clearTimeout(silence);
  silence = setTimeout(() => { spoken.textContent = ""; }, 6000);
}

function unlight() {
  document.querySelectorAll(".lit, .lit-against").forEach((e) => e.classList.remove("lit", "lit-against"));
}

function light(sentence) {
  unlight();
  const against = idsOf(sentence.dataset.against);
  const ids = idsOf(sentence.dataset.lights);
  ids.forEach((id) => document.getElementById(id)?.classList.add("lit"));
  against.forEach((id) => document.getElementById(id)?.classList.add("lit-against"));
  const first = document.getElementById(against[0] || ids[0] || "");
  const panel = first && first.closest(".articles");
  if (panel && panel.scrollHeight > panel.clientHeight) { scrollWithin(panel, first); }
}

function scrollWithin(panel, passage) {
  const top = Math.max(panel.getBoundingClientRect().top, 0); // of what is in sight of the panel
  panel.scrollTop += passage.getBoundingClientRect().top - top - Math.min(120, Math.max(0, window.innerHeight - top) / 4);
}

function show(sentence, open) {
  sentences.forEach((other) => {
    const isOpen = other === sentence && open;
    other.classList.toggle("open", isOpen);
    handleOf(other).setAttribute("aria-expanded", String(isOpen));
  });
  if (open) { light(sentence); } else { unlight(); }
}

function step(among, by) {
  if (!among.length) { say("No sentence needs a look."); return; }
  const here = document.activeElement.closest(".sentence") || document.querySelector(".sentence.open");
  const place = sentences.indexOf(here);
  const ahead = among.find((s) => sentences.indexOf(s) > place) || among[0];
  const back = among.findLast((s) => sentences.indexOf(s) < place) || among[among.length - 1];
  const next = by > 0 ? ahead : back;
  show(next, true);
  handleOf(next).focus();
  next.scrollIntoView({ block: "nearest" });
}

sentences.forEach((sentence) => {
  const handle = handleOf(sentence);
  const toggle = () => show(sentence, !sentence.classList.contains("open"));
  // A click of the mouse (it has a detail) that ends a selection is none.
  handle.addEventListener("click", (event) => { if (!event.detail || window.getSelection().isCollapsed) { toggle(); } });
  if (handle.matches("button")) { return; }
  handle.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); toggle(); }
  });
});

// The summary as plain text: its headline, and its paragraphs with or without the markers of their sentences.
function textOf(summary, hasMarkers) {
  const told = (sentence) => sentence.querySelector(".text").textContent
    + (hasMarkers ? Array.from(sentence.querySelectorAll(".marker"), (marker) => ` ${marker.textContent}`).join("") : "");
  const paragraphs = Array.from(summary.querySelectorAll(".paragraph"),
    (paragraph) => Array.from(paragraph.querySelectorAll(".sentence"), told).join(" "));
  const title = summary.querySelector(".headline .text");
  return [...(title ? [title.textContent] : []), ...paragraphs].join("\n\n");
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch { // not over plain http, nor from a file in every browser
    const field = document.body.appendChild(document.createElement("textarea"));
    field.value = text;
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

document.querySelectorAll(".copy").forEach((button) => button.addEventListener("click", async () => {
  const summary = document.getElementById(button.dataset.of);
  await copy(textOf(summary, "markers" in button.dataset));
  button.focus();
  const n = summary.querySelectorAll(".paragraph .look, .headline.look").length;
  say(n ? `Copied. Still to look at in it: ${n}.` : "Copied.");
}));

// A link to a sentence opens it. One into the articles scrolls their panel, where they have one, and leaves the page as
// far as the passage is in sight so; a link behind the passage, and a key, lead back.
let cameFrom = null;
const back = document.createElement("button");
back.type = "button";
back.className = "small back";
back.textContent = "Back to the text";
back.addEventListener("click", goBack);

function goBack() {
  if (!cameFrom) { return; }
  cameFrom.focus({ preventScroll: true });
  const { top, bottom } = cameFrom.getBoundingClientRect();
  if (top < 0 || bottom > window.innerHeight) { cameFrom.scrollIntoView({ block: "center" }); }
  cameFrom = null;
  back.remove();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const target = link && document.getElementById(link.hash.slice(1));
  const sentence = target?.closest(".sentence");
  if (sentence && !link.closest(".sentence")) { event.preventDefault(); step([sentence], 1); }
  const panel = target?.closest(".articles");
  if (!panel || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
  event.preventDefault();
  cameFrom = link;
  history.replaceState(null, "", link.hash);
  document.querySelectorAll(".aim").forEach((other) => other.classList.remove("aim"));
  target.classList.add("aim");
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
  if (target.matches(".s")) { target.after(" ", back); } else { target.append(back); }
  if (getComputedStyle(panel).position !== "sticky") { target.scrollIntoView({ block: "center" }); return; }
  scrollWithin(panel, target);
  const below = target.getBoundingClientRect().top - window.innerHeight + 40;
  if (below > 0) { window.scrollBy(0, below); }
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]), textarea, select")) { return; }
  if (document.querySelector(".keys-on:not(:checked)")) { return; }
  const toLookAt = sentences.filter((s) => s.classList.contains("look"));
  if (event.key === "n") { step(toLookAt, 1); }
  if (event.key === "p") { step(toLookAt, -1); }
  if (event.key === "j") { step(sentences, 1); }
  if (event.key === "k") { step(sentences, -1); }
  if (event.key === "b") { goBack(); }
  if (event.key === "Escape") { show(null, false); }
});

// A table is a stop for the Tab key only while it is wider than its box, and says so.
const boxes = new ResizeObserver((entries) => entries.forEach(({ target }) => {
  const isWide = target.firstElementChild.offsetWidth > target.clientWidth;
  target.tabIndex = isWide ? 0 : -1;
  target.classList.toggle("wide", isWide);
}));
document.querySelectorAll(".scroll").forEach((box) => boxes.observe(box));

// Paper shows closed lists too, where that is asked for: by the styles, or opened here where a browser's styles cannot.
const lists = () => Array.from(document.querySelectorAll(
  ".summary:has(.print-all:checked) details:not([open]), .origins details:not([open]), .before:not([open])"));
let unfolded = [];
window.addEventListener("beforeprint", () => { unfolded = lists(); unfolded.forEach((list) => { list.open = true; }); });
window.addEventListener("afterprint", () => unfolded.forEach((list) => { list.open = false; }));

// How many articles a pasted text is read as, while it is typed; one that looks like several can be parted.
const SEPARATOR = /^[ \t]*(?:-{3,}|={3,}|\*{3,})[ \t]*$/m;
const HEAD_LINES = [
  /^(?:outlet|source|date|published|updated|url|link|author)\s*:/i,
  /^by\s+\p{Lu}\S+(?:\s+\S+){0,6}$/iu,
  /^(?:\p{L}+,?\s+)?(?:\d{1,2}\.?\s+\p{L}+|\p{L}+\s+\d{1,2}),?\s+\d{4}\b.{0,30}$/u, // a day
  /^\p{Lu}[\p{Lu} .'-]+(?:,[^—–(]{0,40})?(?:\s*\([^)]{1,30}\))?\s*[—–-]{1,2}\s/u, // "EBBE (Reuters) –"
];
const isHeadLine = (words) => HEAD_LINES.some((line) => line.test(words));
const LEAST_ARTICLE = 200; // characters between two headlines
const LONG_ARTICLE = 4000; // from here on it is asked whether it is one

function seamsOf(text) {
  const seams = [];
  const lines = Array.from(text.matchAll(/.*(?:\n|$)/g), (line) => ({ at: line.index, words: line[0].trim() }));
  let from = 0;
  lines.forEach((line, place) => {
    if (SEPARATOR.test(line.words)) { from = line.at; return; }
    const isApart = place > 0 && !lines[place - 1].words;
    const isHeadline = line.words && line.words.length <= 140 && !/[.!?;,:”"’]$/.test(line.words);
    if (!isApart || !isHeadline || line.at - from < LEAST_ARTICLE) { return; }
    const below = lines.slice(place, place + 8).filter((one) => one.words).slice(0, 4);
    if (below.some((one, n) => isHeadLine(one.words) && (n > 0 || HEAD_LINES[0].test(one.words)))) {
      seams.push(line.at);
      from = line.at;
    }
  });
  return seams;
}

const pasted = document.getElementById("pasted");
if (pasted) {
  const told = document.createElement("p"), words = told.appendChild(document.createElement("span"));
  told.className = "quiet reading";
  words.setAttribute("role", "status");
  const part = told.appendChild(document.createElement("button"));
  part.type = "button";
  part.className = "small";
  part.textContent = "Put --- between them";
  pasted.after(told);
  let timer = 0;
  function count() {
    const n = pasted.value.split(SEPARATOR).filter((one) => one.trim()).length;
    const seams = n ? seamsOf(pasted.value) : [];
    const read = n ? `Read as ${n} ${n === 1 ? "article" : "articles"}.` : "";
    const doubt = seams.length ? ` It looks like ${n + seams.length}. `
      : n === 1 && pasted.value.length > LONG_ARTICLE ? " If it is several, put a line of --- between them." : "";
    words.textContent = read + doubt;
    part.hidden = !seams.length;
  }
  part.addEventListener("click", () => {
    const text = seamsOf(pasted.value).reverse().reduce((all, at) => `${all.slice(0, at)}---\n\n${all.slice(at)}`, pasted.value);
    pasted.focus({ preventScroll: true });
    pasted.select();
    if (text.length > 200000 || !document.execCommand("insertText", false, text)) { pasted.value = text; }
    count();
  });
  pasted.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(count, 200); });
  count();
}

// Files add up, chosen or dropped anywhere on the page, in a list that each can be taken out of. The form is sent from
// here, so that they are still there when one of them cannot be used.
const picker = document.querySelector(".drop input[type=file]");
if (picker) {
  const box = picker.closest(".drop"), form = picker.form;
  const list = box.appendChild(document.createElement("ul"));
  list.className = "files";
  let kept = [];
  const isSame = (one, other) => ["name", "size", "lastModified"].every((key) => one[key] === other[key]);

  function draw(unread = new Map()) {
    const files = new DataTransfer();
    kept.forEach((file) => files.items.add(file));
    picker.files = files.files;
    list.replaceChildren(...kept.map((file, place) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "small";
      button.innerHTML = "Remove<span class='sr'></span>";
      button.lastChild.textContent = ` ${file.name}`;
      button.addEventListener("click", () => {
        kept = kept.filter((other) => other !== file);
        unread.delete(place);
        draw(new Map(Array.from(unread, ([at, why]) => [at > place ? at - 1 : at, why])));
        (list.children[Math.min(place, kept.length - 1)]?.querySelector("button") || picker).focus();
        say(`Removed ${file.name}.`);
      });
      item.append(`${file.name} (${Math.max(1, Math.round(file.size / 1000)).toLocaleString("en")} kB) `, button);
      if (unread.has(place)) {
        item.className = "unread";
        item.append(` ${unread.get(place)}`);
      }
      return item;
    }));
  }

  function keep(files) {
    const added = files.filter((file) => !kept.some((other) => isSame(file, other)));
    kept = [...kept, ...added];
    draw();
    if (files.length) { say(`${kept.length} ${kept.length === 1 ? "file" : "files"} to be sent.`); }
  }

  const hasFiles = (event) => Array.from(event.dataTransfer?.types || []).includes("Files");
  picker.addEventListener("change", () => keep(Array.from(picker.files)));
  document.addEventListener("dragover", (event) => { if (hasFiles(event)) { event.preventDefault(); box.classList.add("over"); } });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) { box.classList.remove("over"); } });
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) { return; }
    event.preventDefault();
    box.classList.remove("over");
    keep(Array.from(event.dataTransfer.files));
  });

  form.addEventListener("submit", async (event) => {
    if (!kept.length) { return; } // nothing that could be lost
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    button.disabled = true;
    say("Sent; the articles are read.");
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
      if (answer.redirected) { location.assign(answer.url); return; }
      const told = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".error");
      document.querySelectorAll(".error").forEach((one) => one.remove());
      say(told ? "" : "The service does not take this.");
      if (!told) { return; }
      told.querySelector(".again")?.remove();
      draw(new Map(Array.from(told.querySelectorAll("[data-unread]"), (one) => [Number(one.dataset.unread), one.dataset.why])));
      form.before(told);
      told.tabIndex = -1;
      told.focus();
    } catch {
      say("The service does not answer.");
    } finally {
      button.disabled = false;
    }
  });
}

// "Insert" adds a fact that was left out to the text that is being edited, and leaves the reader where they are. It goes
// where the cursor was left, behind the sentence there, else to the end; as typed, so that it can be undone. What the text
// has is not inserted twice; taken out of it again, it can be.
const SENTENCE_END = /[.!?…]["”’)]*(?:\s*\[[\d, ]+\])*(?=\s|$)/g;
function placeFor(field) {
  const { value, selectionEnd: at } = field;
  if (!("visited" in field.dataset)) { return value.trimEnd().length; }
  if (/(^|\n)\s*$/.test(value.slice(0, at))) { return at; }
  const ends = Array.from(value.matchAll(SENTENCE_END), (end) => end.index + end[0].length);
  const before = ends.findLast((end) => end <= at);
  const isBetween = before !== undefined && !value.slice(before, at).trim();
  return isBetween ? before : ends.find((end) => end >= at) ?? value.trimEnd().length;
}

function insertAt(field, place, text) {
  const before = field.value.slice(0, place), after = field.value.slice(place);
  const words = `${/\S$/.test(before) ? " " : ""}${text}${/^\S/.test(after) ? " " : ""}`;
  field.focus({ preventScroll: true });
  field.setSelectionRange(place, place);
  if (!document.execCommand("insertText", false, words)) { // which alone can be undone
    field.setRangeText(words, place, place, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

document.querySelectorAll(".edit textarea").forEach((field) => {
  ["keyup", "pointerup"].forEach((kind) => field.addEventListener(kind, () => { field.dataset.visited = ""; }));
});
if (document.querySelector(".edit textarea")) { document.documentElement.classList.add("editable"); }
document.querySelectorAll(".insert").forEach((button) => {
  const field = document.getElementById(button.dataset.into);
  if (!field) { return; }
  const isIn = () => field.value.includes(button.dataset.text);
  function mark() {
    if (isIn() === (button.getAttribute("aria-disabled") === "true")) { return; }
    button.setAttribute("aria-disabled", String(isIn()));
    button.firstChild.textContent = isIn() ? "Inserted" : "Insert";
  }
  field.addEventListener("input", mark);
  mark();
  button.addEventListener("click", () => {
    if (isIn()) { return; }
    const top = button.getBoundingClientRect().top;
    field.closest("details").open = true;
    const place = placeFor(field);
    const isEnd = place >= field.value.trimEnd().length;
    insertAt(field, place, button.dataset.text);
    field.dataset.visited = ""; // the next one goes behind this one
    button.focus({ preventScroll: true });
    window.scrollBy(0, button.getBoundingClientRect().top - top);
    say(isEnd ? "Inserted at the end of the text." : "Inserted where the cursor was.");
  });
});

// A text that is being edited is checked at every pause; a sentence that was changed is "not checked" at once.
const PAUSE_MS = 150;
document.querySelectorAll(".edit textarea[data-checks]").forEach((field) => {
  const live = field.form.querySelector(".live");
  const counts = live.appendChild(document.createElement("p"));
  counts.setAttribute("role", "status"); // the counts alone: a reader hears no list at every pause
  const list = live.appendChild(document.createElement("ol"));
  const title = field.form.querySelector("input[name=title]");
  let verdicts = [], timer = 0, asked = null;

  function draw() {
    const shown = verdicts.map((one) => (one.part === "title" ? title : field).value.includes(one.text) ? one
      : { part: one.part, text: one.text, verdict: "not_checked", word: "not checked", mark: "…", reason: "It was changed." });
    const numbers = new Map();
    shown.forEach((one) => numbers.set(one.word, (numbers.get(one.word) || 0) + 1));
    counts.textContent = Array.from(numbers, ([word, n]) => `${n} ${word}`).join(", ");
    list.replaceChildren(...shown.map((one) => {
      const item = document.createElement("li");
      const badge = item.appendChild(document.createElement("span"));
      badge.className = `badge v-${one.verdict}`;
      badge.textContent = `${one.mark} ${one.word}`;
      item.append(` ${one.part === "title" ? "Headline: " : ""}${one.text}`);
      if (one.reason && one.verdict !== "supported") {
        const why = item.appendChild(document.createElement("p"));
        why.className = "quiet";
        why.textContent = one.reason;
      }
      return item;
    }));
  }

  async function check() {
    if (asked) { asked.abort(); }
    asked = new AbortController();
    const form = new FormData(field.form);
    try {
      const answer = await fetch(field.dataset.checks, { method: "POST", body: form, signal: asked.signal });
      if (!answer.ok) { counts.textContent = "This text could not be checked."; return; }
      verdicts = await answer.json();
      draw();
    } catch (error) {
      if (error.name !== "AbortError") { counts.textContent = "The service does not answer."; }
    }
  }

  [field, title].forEach((typed) => typed.addEventListener("input",
    () => { draw(); clearTimeout(timer); timer = setTimeout(check, PAUSE_MS); }));
  field.closest("details").addEventListener("toggle", (event) => {
    if (event.target.open && !verdicts.length) { check(); }
  });
});

// A name that was given for one decision or report stands there for the next, as long as nothing else was typed.
const remembered = Array.from(document.querySelectorAll("[data-remember]"));
remembered.forEach((field) => {
  try { field.value ||= localStorage.getItem(field.dataset.remember) || ""; } catch { /* storage is switched off */ }
  field.form.addEventListener("submit", () => {
    try { localStorage.setItem(field.dataset.remember, field.value.trim()); } catch { /* the same */ }
  });
});

// Withdrawing is asked about with its reason in sight, since whoever has the text is told.
document.querySelectorAll(".decide form").forEach((form) => {
  const reason = form.querySelector("[name=reason]");
  form.addEventListener("submit", (event) => {
    if (event.submitter?.value !== "withdrawn") { return; }
    if (!reason.value.trim()) {
      event.preventDefault();
      event.stopImmediatePropagation();
      reason.setCustomValidity("A withdrawal needs a reason.");
      reason.reportValidity();
    } else if (!window.confirm(`Withdraw this text? Whoever has it is told, with the reason: ${reason.value.trim()}`)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  });
  reason.addEventListener("input", () => reason.setCustomValidity(""));
  form.querySelectorAll("[name=decision]").forEach((button) => button.addEventListener("click", () => reason.setCustomValidity("")));
});

// An edit that has not been sent is not lost without a word: not by a decision, nor by another text's edit, nor by
// leaving the page.
const edited = (but = null) => Array.from(document.querySelectorAll(".edit textarea, .edit input[name=title]"))
  .some((field) => field.form !== but && field.value !== field.defaultValue);
const askFirst = (lost, but) => (event) => {
  if (edited(but) && !window.confirm(lost)) { event.preventDefault(); } else { isSent = true; }
};
let isSent = false;
document.querySelectorAll(".decide form, .report form").forEach((form) => form.addEventListener("submit",
  askFirst("Your edit has not been checked yet and would be lost. Go on with the text as it was?")));
document.querySelectorAll(".edit form").forEach((form) => form.addEventListener("submit",
  askFirst("Your edit of another text has not been checked yet and would be lost. Check this one all the same?", form)));
window.addEventListener("beforeunload", (event) => { if (edited() && !isSent) { event.preventDefault(); } });

// Where a page takes reports, every sentence has a button that opens the form for it.
const reported = document.getElementById("report-sentence");
if (reported) {
  sentences.forEach((sentence) => {
    const id = handleOf(sentence).id;
    if (!Array.from(reported.options).some((option) => option.value === id)) { return; }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "report-this";
    button.textContent = "Report this verdict";
    button.addEventListener("click", () => {
      reported.closest("details").open = true;
      reported.value = id;
      reported.focus();
    });
    sentence.querySelector(".evidence").append(button);
  });
}

// A sentence that somebody has reported says so.
new Set(Array.from(document.querySelectorAll("[data-reported]"), (one) => one.dataset.reported)).forEach((id) => {
  const mark = document.createElement("span");
  mark.className = "badge reported";
  mark.textContent = "reported";
  document.getElementById(id)?.append(" ", mark);
});

// A page that waits for a result looks by itself how far it is, and stays as it is meanwhile: a reload would take the
// focus off its buttons.
const waiting = document.querySelector("[data-refresh-s]");
async function lookAgain() {
  try {
    const answer = await fetch(location.href);
    const there = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-refresh-s] [role=status]");
    if (!there) { location.reload(); return; }
    const told = waiting.querySelector("[role=status]");
    if (told.textContent !== there.textContent) { told.textContent = there.textContent; }
  } catch { /* the service does not answer: the next look tells */ }
  setTimeout(lookAgain, 1000 * Number(waiting.dataset.refreshS));
}
if (waiting) { setTimeout(lookAgain, 1000 * Number(waiting.dataset.refreshS)); }
