/** The rooms of the console, in the order of the navigation. */
export const PAGES = [
  { to: '/', name: 'Overview', icon: 'pulse' },
  { to: '/rounds', name: 'Rounds', icon: 'ring' },
  { to: '/bundles', name: 'Bundles', icon: 'box' },
  { to: '/models', name: 'Models', icon: 'layers' },
  { to: '/catalogue', name: 'Catalogue', icon: 'shelf' },
  { to: '/invites', name: 'Invites', icon: 'letter' },
  { to: '/people', name: 'People', icon: 'people' },
  { to: '/audit', name: 'Audit log', icon: 'scroll' },
] as const;
