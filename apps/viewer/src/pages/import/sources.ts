interface Source {
  readonly name: string;
  readonly steps: readonly string[];
}

export const SOURCES: readonly Source[] = [
  {
    name: 'Netflix, the quick list',
    steps: [
      'On netflix.com, open Account, then your profile, then Viewing activity.',
      'At the bottom, choose Download all.',
      'Bring the file NetflixViewingHistory.csv as it is.',
    ],
  },
  {
    name: 'Netflix, everything',
    steps: [
      'On netflix.com, open Account, Security, Personal info access, and request it. It takes up to a month.',
      'Bring the ZIP as it is. Only viewing activity, ratings and My List are read from it; payment and address files are not opened.',
    ],
  },
  {
    name: 'Letterboxd',
    steps: [
      'On letterboxd.com, open Settings, then Data, then Export your data.',
      'Bring the ZIP, or one of the CSV files in it.',
    ],
  },
  {
    name: 'IMDb',
    steps: [
      'On imdb.com, open Your ratings (or a list), then Export.',
      'When the export is ready, download the CSV.',
    ],
  },
  {
    name: 'Trakt',
    steps: [
      'On trakt.tv, open Settings, then Data, then export.',
      'Bring the JSON of your history or ratings.',
    ],
  },
  {
    name: 'TV Time',
    steps: [
      'Request your data in the app, under Settings, or by their data protection form.',
      'Bring the ZIP, or its tracking CSV.',
    ],
  },
  {
    name: 'Prime Video',
    steps: [
      'Amazon has no button for this. Browser extensions that export your watch history write a CSV.',
      'Bring that CSV. Be choosy about the extension: it sees your account.',
    ],
  },
  {
    name: 'YouTube',
    steps: [
      'On takeout.google.com, choose YouTube, then history, with the format JSON.',
      'Bring the ZIP, or watch-history.json.',
    ],
  },
  {
    name: 'Jellyfin and Plex',
    steps: ['Bring the JSON of your watched items, as their export tools or interfaces give it.'],
  },
];
