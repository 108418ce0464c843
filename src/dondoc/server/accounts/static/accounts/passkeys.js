/* Passkeys: a form with data-passkey asks the browser's own dialogue first and posts what it answers. */
"use strict";
(function () {
  const bytes = (t) => Uint8Array.from(atob(t.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (b) => btoa(String.fromCharCode(...new Uint8Array(b))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const make = async (asked, alone) => {
    const p = { ...asked, challenge: bytes(asked.challenge), user: { ...asked.user, id: bytes(asked.user.id) } };
    p.excludeCredentials = named(asked.excludeCredentials);
    p.authenticatorSelection = { ...asked.authenticatorSelection, residentKey: alone ? "required" : "discouraged", requireResidentKey: alone };
    if (alone) p.authenticatorSelection.userVerification = "required";
    const made = await navigator.credentials.create({ publicKey: p });
    return told(made, { attestationObject: text(made.response.attestationObject) });
  };

  const show = async (asked) => {
    const p = { ...asked, challenge: bytes(asked.challenge), allowCredentials: named(asked.allowCredentials) };
    const shown = await navigator.credentials.get({ publicKey: p });
    const r = shown.response;
    const answer = { authenticatorData: text(r.authenticatorData), signature: text(r.signature) };
    return told(shown, r.userHandle ? { ...answer, userHandle: text(r.userHandle) } : answer);
  };

  const told = (one, response) => JSON.stringify({
    id: one.id, rawId: text(one.rawId), type: one.type, clientExtensionResults: one.getClientExtensionResults(),
    response: { clientDataJSON: text(one.response.clientDataJSON), ...response },
  });

  const asked = async (form) => {
    if (form.dataset.options) return JSON.parse(form.dataset.options).publicKey;
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    return (await answer.json()).request_options.publicKey;
  };

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    if (!window.PublicKeyCredential) { form.classList.add("hidden"); return; }
    const error = form.querySelector("[data-passkey-error]"), alone = form.querySelector("[name=passwordless]");
    form.addEventListener("submit", async (e) => {
      e.preventDefault();
      e.stopPropagation();
      error.classList.add("hidden");
      try {
        const options = await asked(form);
        form.elements.credential.value = await (form.dataset.passkey === "create" ? make(options, alone.checked) : show(options));
        form.submit();
      } catch (wrong) {
        error.classList.remove("hidden");
      }
    });
  });
})();
