/* The split view: panes of the phone without a reload, clause and work lit by address and arrow keys, chosen words into the form. */
"use strict";
(function () {
  const $ = (s, el) => (el || document).querySelector(s), $$ = (s, el) => Array.from((el || document).querySelectorAll(s));
  const print = $("[data-print]");
  if (print) { print.classList.remove("hidden"); print.addEventListener("click", () => window.print()); }
  const split = $("[data-split]");
  if (!split) return;
  split.classList.add("scripted");

  const show = (pane) => {
    split.classList.toggle("split-text", pane === "text");
    split.classList.toggle("split-work", pane === "work");
    $$(".tabs-m a").forEach((a) => { if (a.dataset.pane === pane) a.setAttribute("aria-current", "page"); else a.removeAttribute("aria-current"); });
  };
  const light = (el, follow) => {
    $$(".on[data-clause]").forEach((o) => o.classList.remove("on"));
    if (!el.dataset.clause) return;
    const lit = $$('[data-clause="' + el.dataset.clause + '"]');
    lit.forEach((o) => o.classList.add("on"));
    if (follow) lit.filter((o) => o !== el).slice(0, 1).forEach((o) => o.scrollIntoView({ block: "nearest" }));
  };
  const go = (id, pane) => {
    const el = document.getElementById(id);
    if (!el) return false;
    const shut = el.closest("details:not([open])");
    if (shut) shut.open = true;
    show(pane || (el.closest(".pane-text") ? "text" : "work"));
    split.classList.add("drawn"); /* what is not drawn yet has only a guessed height, and a jump would miss */
    el.scrollIntoView({ block: "nearest" });
    light(el, true);
    if (el.tabIndex === -1) el.focus({ preventScroll: true });
    return true;
  };
  document.addEventListener("click", (e) => {
    const a = e.target.closest("a[data-pane]");
    if (a) {
      const id = a.hash.slice(1);
      if (id ? go(id, a.dataset.pane) : (show(a.dataset.pane), true)) { e.preventDefault(); history.replaceState(null, "", a.search + a.hash); }
    }
    const shut = e.target.closest("[data-shut]");
    if (shut && shut.closest(".open-panel")) { e.preventDefault(); shut.closest(".open-panel").replaceChildren(); }
  });
  if (location.hash) go(location.hash.slice(1));
  window.addEventListener("hashchange", () => go(location.hash.slice(1)));

  const rows = $("[data-rows]");
  rows.addEventListener("keydown", (e) => {
    if ((e.key !== "ArrowDown" && e.key !== "ArrowUp") || e.target.closest("input,textarea,select,button,a,summary")) return;
    const all = $$("article.tk", rows), at = all.indexOf(document.activeElement);
    const next = all[e.key === "ArrowDown" ? Math.min(at + 1, all.length - 1) : Math.max(at - 1, 0)];
    if (!next) return;
    e.preventDefault();
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    light(next, true);
  });

  /* A second press on «Sửa» or «Xử lý» shuts what it opened. */
  document.body.addEventListener("htmx:confirm", (e) => {
    const link = e.target.closest("[data-open]"), panel = link && $(link.getAttribute("hx-target"));
    if (panel && panel.firstElementChild) { e.preventDefault(); panel.replaceChildren(); }
  });
  document.body.addEventListener("htmx:afterSwap", (e) => {
    const first = $("textarea,input:not([type=hidden]),button", e.target);
    if (first) first.focus();
  });

  const words = $("[data-words]"), clause = $("[data-words-clause]"), box = $("#by-hand");
  document.addEventListener("selectionchange", () => {
    const s = document.getSelection();
    if (!words || !s || s.isCollapsed || !s.anchorNode) return;
    const el = s.anchorNode.nodeType === 1 ? s.anchorNode : s.anchorNode.parentElement;
    if (!el || !el.closest("[data-document]") || el.closest(".open-panel")) return;
    const text = s.toString().trim();
    if (text.length < 3) return;
    const first = s.getRangeAt(0).startContainer, from = (first.nodeType === 1 ? first : first.parentElement).closest("[data-clause]");
    words.value = text;
    clause.value = from && from.id.startsWith("c-") ? from.dataset.clause : "";
    box.open = true;
  });
})();
