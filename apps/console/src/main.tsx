import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import '@parlour/interface/styles.css';
import 'uplot/dist/uPlot.min.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');
createRoot(root).render(<App />);
