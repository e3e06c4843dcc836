// Opens a sentence's evidence and lights up its passages in the articles. Without script everything is open.
"use strict";
document.documentElement.classList.add("js");
const sentences = Array.from(document.querySelectorAll(".sentence"));
const idsOf = (text) => (text || "").split(" ").filter(Boolean);

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
  if (panel && panel.scrollHeight > panel.clientHeight) {
    panel.scrollTop += first.getBoundingClientRect().top - panel.getBoundingClientRect().top - 120;
  }
}

function show(sentence, open) {
  sentences.forEach((other) => {
    const isOpen = other === sentence && open;
    other.classList.toggle("open", isOpen);
    other.querySelector("button").setAttribute("aria-expanded", String(isOpen));
  });
  if (open) { light(sentence); } else { unlight(); }
}

function step(among, by) {
  if (!among.length) { return; }
  const at = among.indexOf(document.activeElement.closest(".sentence"));
  const next = among[at < 0 ? (by > 0 ? 0 : among.length - 1) : (at + by + among.length) % among.length];
  show(next, true);
  next.querySelector("button").focus();
  next.scrollIntoView({ block: "nearest" });
}

sentences.forEach((sentence) => {
  sentence.querySelector("button").addEventListener("click", () => show(sentence, !sentence.classList.contains("open")));
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { return; }
  const flagged = sentences.filter((s) => s.classList.contains("flagged"));
  if (event.key === "n") { step(flagged, 1); }
  if (event.key === "p") { step(flagged, -1); }
  if (event.key === "j") { step(sentences, 1); }
  if (event.key === "k") { step(sentences, -1); }
  if (event.key === "Escape") { show(null, false); }
});

// Files dropped on the form's box go into its file field.
document.querySelectorAll(".drop").forEach((box) => {
  const field = box.querySelector("input[type=file]");
  box.addEventListener("dragover", (event) => { event.preventDefault(); box.classList.add("over"); });
  box.addEventListener("dragleave", () => box.classList.remove("over"));
  box.addEventListener("drop", (event) => { event.preventDefault(); box.classList.remove("over"); field.files = event.dataTransfer.files; });
});

// A page that waits for a result asks again by itself.
const waiting = document.querySelector("[data-refresh-s]");
if (waiting) { setTimeout(() => location.reload(), 1000 * Number(waiting.dataset.refreshS)); }
