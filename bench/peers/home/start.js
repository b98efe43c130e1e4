// What a peer does before it draws: asks for everything at once, and keeps the shell of the page
// until there is something to show instead.
import { load } from './api.js';

export async function start(show) {
  const known = await load();
  const place = document.createElement('div');
  place.className = 'page';
  document.getElementById('shell').remove();
  document.body.append(place);
  show(place, known);
  dispatchEvent(new Event('afterbell:started'));
}
