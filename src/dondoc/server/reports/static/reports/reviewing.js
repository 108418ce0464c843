/* Reviewing by the keyboard, for those who switched single keys on. A key moves the focus; only Enter or a click does something. */
"use strict";
(function () {
  if (!document.body.dataset.keys) return;
  const $ = (s, el) => (el || document).querySelector(s), rows = Array.from(document.querySelectorAll("[data-row]"));
  let at = -1;

  const go = (step) => {
    if (!rows.length) return;
    at = Math.min(rows.length - 1, Math.max(0, at + step));
    rows.forEach((r, n) => r.classList.toggle("on", n === at));
    $("[data-open]", rows[at]).focus({ preventScroll: true });
    rows[at].scrollIntoView({ block: "nearest" });
  };
  const press = (el) => { if (el) el.click(); };
  const focus = (el) => {
    if (!el) return;
    const hidden = el.closest("details");
    if (hidden) hidden.open = true;
    el.focus();
  };
  const verdict = (value) => {
    const field = $("#id_verdict");
    if (field) field.value = value;
    focus(value === "accept" ? $("[data-decide]") : $("#review textarea"));
  };

  const list = {
    j: () => go(1),
    k: () => go(-1),
    x: () => press(rows[at] && $("input[type=checkbox]", rows[at])),
    o: () => press(rows[at] && $("[data-open]", rows[at])),
    a: () => focus($("button[data-key=a]")),
    r: () => focus($("#reason")),
  };
  const one = {
    j: () => press($("[data-next]")),
    k: () => press($("[data-before]")),
    a: () => verdict("accept"),
    r: () => verdict("return"),
    e: () => focus($("[data-evidence] a")),
    b: () => press($("[data-back]")),
  };
  const keys = $("[data-queue]") ? list : one;

  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || e.target.closest("input:not([type=checkbox]),textarea,select,dialog")) return;
    const act = keys[e.key];
    if (act) { e.preventDefault(); act(); }
  });
})();
