/** Says so rather than showing nothing, so that the app does not seem to show less than it does. */
export const Undrawable = ({ what }: { what: string }) => (
  <p class="undrawable" role="alert">
    The sandbox cannot draw this: {what}.
  </p>
)
