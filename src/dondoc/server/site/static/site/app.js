/* What pages gain with a script; everything works without it. No eval, no inline handlers: one listener a kind. */
"use strict";
(function () {
  const $ = (s, el) => (el || document).querySelector(s), $$ = (s, el) => Array.from((el || document).querySelectorAll(s));
  const on = (name, act) => document.addEventListener(name, act);
  const fold = (t) => t.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\s+/g, " ").trim();
  const body = document.body, store = sessionStorage;

  /* Clause and work are lit together. */
  on("click", (e) => {
    const el = e.target.closest("[data-clause]");
    if (!el || e.target.closest("a,button,input,select,textarea,summary,label")) return;
    $$(".on[data-clause]").forEach((o) => o.classList.remove("on"));
    const lit = $$('[data-clause="' + el.dataset.clause + '"]');
    lit.forEach((o) => o.classList.add("on"));
    const other = lit.find((o) => o !== el);
    if (other) other.scrollIntoView({ block: "nearest" });
  });

  /* Words chosen in the document go into the form that makes work of them. */
  on("selectionchange", () => {
    const box = $("[data-selection]"), s = document.getSelection();
    if (!box || !s || s.isCollapsed || !s.anchorNode || !s.anchorNode.parentElement.closest("[data-document]")) return;
    box.value = s.toString().trim();
  });

  /* Toasts: ten seconds, longer while focused; an undo counts down; an error stays until it is closed. */
  $$(".toastx").forEach((t) => {
    let left = 10;
    const count = $("[data-seconds]", t);
    const timer = t.classList.contains("error") ? 0 : setInterval(() => {
      if (t.contains(document.activeElement)) return;
      left -= 1;
      if (count) count.textContent = String(left);
      if (left <= 0) { clearInterval(timer); t.remove(); }
    }, 1000);
    t.addEventListener("click", (e) => { if (e.target.closest("[data-close]")) { clearInterval(timer); t.remove(); } });
  });

  /* The picker of bodies: filter without marks (after a pause: input methods type with Backspace), count what is chosen. */
  const picker = (p) => {
    const find = $(".find", p), count = $("[data-count]", p), rows = $$(".list label", p), boughs = $$(".list details", p);
    rows.forEach((r) => { r.dataset.f = fold(r.textContent); });
    const tell = () => {
      const groups = $$(".chips input:checked", p).reduce((n, i) => n + Number(i.dataset.size || 0), 0);
      if (count) count.textContent = String($$(".list input:checked", p).length + groups);
    };
    let wait;
    if (find) find.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(() => {
        const w = fold(find.value);
        rows.forEach((r) => r.classList.toggle("hidden", w !== "" && !r.dataset.f.includes(w) && !$("input", r).checked));
        if (w) boughs.forEach((b) => { b.open = true; });
      }, 250);
    });
    p.addEventListener("change", tell);
    tell();
  };

  /* Dropping or pasting files onto a file field. */
  const drop = (d) => {
    const input = $("input[type=file]", d), names = $("[data-names]", d);
    const take = (files) => {
      const kept = new DataTransfer();
      Array.from(files).slice(0, input.multiple ? files.length : 1).forEach((f) => kept.items.add(f));
      input.files = kept.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    ["dragenter", "dragover"].forEach((n) => d.addEventListener(n, (e) => { e.preventDefault(); d.classList.add("over"); }));
    ["dragleave", "drop"].forEach((n) => d.addEventListener(n, () => d.classList.remove("over")));
    d.addEventListener("drop", (e) => { e.preventDefault(); if (e.dataTransfer.files.length) take(e.dataTransfer.files); });
    d.addEventListener("pasted", (e) => take(e.detail));
    input.addEventListener("change", () => { if (names) names.textContent = Array.from(input.files).map((f) => f.name).join(", "); });
  };
  on("paste", (e) => {
    const files = e.clipboardData && e.clipboardData.files, all = $$(".drop");
    const d = (document.activeElement && document.activeElement.closest(".drop")) || (all.length === 1 ? all[0] : null);
    if (d && files && files.length) { e.preventDefault(); d.dispatchEvent(new CustomEvent("pasted", { detail: files })); }
  });

  const start = (el) => { $$(".picker", el).forEach(picker); $$(".drop", el).forEach(drop); };
  start(document);
  on("htmx:load", (e) => { if (e.target !== body) start(e.target); });

  /* A grave act is asked about first; without a script its page says the same. */
  let asked = null;
  const ask = $("#ask");
  on("submit", (e) => {
    const button = e.submitter, words = button && (button.dataset.confirm || e.target.dataset.confirm);
    if (!words || !ask || asked === button) { asked = null; return; }
    e.preventDefault();
    e.stopImmediatePropagation();
    $("p", ask).textContent = words;
    $("[value=yes]", ask).textContent = button.textContent.trim();
    ask.onclose = () => { if (ask.returnValue === "yes") { asked = button; e.target.requestSubmit(button); } };
    ask.returnValue = "";
    ask.showModal();
  });

  /* A form is sent once; files being sent show that something happens. Who leaves leaves nothing behind. */
  on("submit", (e) => {
    const f = e.target;
    if (f.dataset.sent) { e.preventDefault(); return; }
    if (f.method !== "post") return;
    f.dataset.sent = "1";
    $$("[data-busy]", f).forEach((b) => b.classList.remove("hidden"));
    if (f.hasAttribute("data-leave")) store.clear();
    if (f.hasAttribute("data-keep")) store.setItem("sent", draft(f));
    setTimeout(() => { delete f.dataset.sent; }, 15000);
  });
  window.addEventListener("pageshow", () => $$("form[data-sent]").forEach((f) => { delete f.dataset.sent; }));

  /* What was typed stays in this tab, for this person, until a page says it was taken: not a sign-in, not an error, not a step back. */
  const draft = (f) => ["draft", body.dataset.who, location.pathname, f.id].join(":");
  const sent = store.getItem("sent"), way = performance.getEntriesByType("navigation")[0];
  if (sent) {
    const refused = $("#error-summary,[role=alert],.toastx.error") || (way && (way.type === "back_forward" || way.responseStatus >= 400));
    if (body.dataset.who && !refused) store.removeItem(sent);
    store.removeItem("sent");
  }
  $$("form[data-keep]").forEach((f) => {
    const key = draft(f), fields = () => $$("textarea,input[type=text]", f);
    const kept = JSON.parse(store.getItem(key) || "{}");
    fields().forEach((i) => { if (kept[i.name] && !i.value) i.value = kept[i.name]; });
    f.addEventListener("input", () => {
      store.setItem(key, JSON.stringify(Object.fromEntries(fields().filter((i) => i.value).map((i) => [i.name, i.value]))));
    });
  });

  /* A page that is meant for paper. */
  on("click", (e) => { if (e.target.closest("[data-print]")) window.print(); });

  /* Errors first. */
  const summary = $("#error-summary");
  if (summary) summary.focus();

  /* «Chọn cả» boxes. */
  on("change", (e) => {
    const all = e.target.closest("[data-all]");
    if (all) $$('input[type=checkbox][name="' + all.dataset.all + '"]').forEach((i) => { i.checked = all.checked; });
  });

  /* Growing text areas; single keys only for those who switched them on. */
  on("input", (e) => {
    const t = e.target;
    while (t.tagName === "TEXTAREA" && t.scrollHeight > t.clientHeight + 4 && t.rows < 14) t.rows += 1;
  });
  on("keydown", (e) => {
    if (!body.dataset.keys || e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input,textarea,select")) return;
    if (e.key === "/") { e.preventDefault(); $("#q").focus(); }
  });
})();
