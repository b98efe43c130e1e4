import { createRoot } from 'react-dom/client';
import { start } from '../home/start.js';
import { Home } from '../home/home.jsx';

start((place, known) => createRoot(place).render(<Home first={known} />));
