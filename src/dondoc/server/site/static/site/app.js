/* What pages gain with a script; everything works without it. No eval, no inline handlers: one listener a kind. */
"use strict";
(function () {
  const $ = (s, el) => (el || document).querySelector(s), $$ = (s, el) => Array.from((el || document).querySelectorAll(s));
  const fold = (t) => t.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\s+/g, " ").trim();

  /* Clause and work are lit together. */
  const light = (id, on) => $$('[data-clause="' + id + '"]').forEach((el) => el.classList.toggle("on", on));
  document.addEventListener("click", (e) => {
    const el = e.target.closest("[data-clause]");
    if (!el || e.target.closest("a,button,input,select,textarea,summary,label")) return;
    $$(".on[data-clause]").forEach((o) => o.classList.remove("on"));
    light(el.dataset.clause, true);
    const other = $$('[data-clause="' + el.dataset.clause + '"]').find((o) => o !== el);
    if (other) other.scrollIntoView({ block: "nearest" });
  });

  /* Words chosen in the document go into the form that makes work of them. */
  document.addEventListener("selectionchange", () => {
    const box = $("[data-selection]"), s = document.getSelection();
    if (!box || !s || s.isCollapsed || !s.anchorNode || !s.anchorNode.parentElement.closest("[data-document]")) return;
    box.value = s.toString().trim();
  });

  /* Toasts: ten seconds, longer while focused; an undo counts down. */
  $$(".toastx").forEach((t) => {
    let left = 10;
    const count = $("[data-seconds]", t);
    const timer = setInterval(() => {
      if (t.contains(document.activeElement)) return;
      left -= 1;
      if (count) count.textContent = String(left);
      if (left <= 0) { clearInterval(timer); t.remove(); }
    }, 1000);
    t.addEventListener("click", (e) => { if (e.target.closest("[data-close]")) { clearInterval(timer); t.remove(); } });
  });

  /* The picker of bodies: filter without marks, count what is chosen. */
  $$(".picker").forEach((p) => {
    const find = $(".find", p), count = $("[data-count]", p), rows = $$(".list label", p);
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
      }, 250);
    });
    p.addEventListener("change", tell);
    tell();
  });

  /* Dropping or pasting files onto a file field. */
  $$(".drop").forEach((d) => {
    const input = $("input[type=file]", d), names = $("[data-names]", d);
    const show = () => { if (names) names.textContent = Array.from(input.files).map((f) => f.name).join(", "); };
    ["dragenter", "dragover"].forEach((n) => d.addEventListener(n, (e) => { e.preventDefault(); d.classList.add("over"); }));
    ["dragleave", "drop"].forEach((n) => d.addEventListener(n, () => d.classList.remove("over")));
    d.addEventListener("drop", (e) => { e.preventDefault(); if (e.dataTransfer.files.length) { input.files = e.dataTransfer.files; show(); } });
    input.addEventListener("change", show);
  });

  /* A form is sent once; files being sent show that something happens. */
  document.addEventListener("submit", (e) => {
    const f = e.target;
    if (f.dataset.sent) { e.preventDefault(); return; }
    if (f.method === "post") {
      f.dataset.sent = "1";
      $$("[data-busy]", f).forEach((b) => b.classList.remove("hidden"));
      if (f.id) sessionStorage.removeItem("draft:" + location.pathname + f.id);
      setTimeout(() => { delete f.dataset.sent; }, 15000);
    }
  });
  window.addEventListener("pageshow", () => $$("form[data-sent]").forEach((f) => { delete f.dataset.sent; }));

  /* What was typed is kept in this tab until it is sent (a session that ended, a lost network). */
  $$("form[data-keep]").forEach((f) => {
    const key = "draft:" + location.pathname + f.id;
    const kept = JSON.parse(sessionStorage.getItem(key) || "{}");
    $$("textarea,input[type=text]", f).forEach((i) => { if (kept[i.name] && !i.value) i.value = kept[i.name]; });
    f.addEventListener("input", () => {
      const now = {};
      $$("textarea,input[type=text]", f).forEach((i) => { if (i.value) now[i.name] = i.value; });
      sessionStorage.setItem(key, JSON.stringify(now));
    });
  });

  /* «Chọn cả» boxes. */
  document.addEventListener("change", (e) => {
    const all = e.target.closest("[data-all]");
    if (all) $$('input[type=checkbox][name="' + all.dataset.all + '"]').forEach((i) => { i.checked = all.checked; });
  });

  /* Growing text areas; single keys only for those who switched them on. */
  document.addEventListener("input", (e) => {
    if (e.target.tagName === "TEXTAREA" && e.target.scrollHeight > e.target.clientHeight) e.target.rows = Math.min(14, e.target.rows + 1);
  });
  document.addEventListener("keydown", (e) => {
    if (!document.body.dataset.keys || e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input,textarea,select")) return;
    if (e.key === "/") { e.preventDefault(); $("#q").focus(); }
  });
})();
