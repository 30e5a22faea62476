/* Says on the page why a passkey was not used; allauth's script would tell the console only. */
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const fault = document.getElementById("passkey_fault");
  fault.querySelector("span").textContent = event.detail.exception.message;
  fault.hidden = false;
});
