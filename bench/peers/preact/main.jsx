import { render } from 'preact';
import { start } from '../home/start.js';
import { Home } from '../home/home.jsx';

start((place, known) => render(<Home first={known} />, place));
