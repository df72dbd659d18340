import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { connectBrain } from './brain/connect.ts';
import './styles/index.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');
createRoot(root).render(<App connection={connectBrain()} />);
