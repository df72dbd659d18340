import { createRoot } from 'react-dom/client';
import { connectBrain } from './brain/connect.ts';

const root = document.getElementById('root');
if (root !== null) {
  const brain = connectBrain();
  void brain.start();
  createRoot(root).render(<main>Parlour</main>);
}
