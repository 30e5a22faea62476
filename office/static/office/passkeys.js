/* Says on the page why a passkey was not used; allauth's script would tell the console only. */
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const fault = document.getElementById("passkey_fault");
  fault.querySelector("span").textContent = event.detail.exception.message;
  fault.hidden = false;
});

/* Buttons of passkeys come disabled: before allauth's script (its onload.js, included before this file) has
   taken hold of them a click would do nothing. */
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll('#passkey_login, [id^="mfa_webauthn_"]').forEach((button) => {
    button.disabled = false;
  });
});
