// What a site can listen to; none of it is needed.
const menu = document.querySelector("afterbell-menu");

// The parent has submitted. What was chosen stays between family and school.
menu.addEventListener("afterbell-done", () => console.info("submitted"));

// The site knows who this is: its own server asks the school's server for a code, with the secret the two share.
menu.addEventListener("afterbell-auth", async (event) => {
  event.preventDefault();
  const answer = await fetch("/after-school-code", { method: "POST" });
  if (answer.ok) event.detail.answer((await answer.json()).code);
});
