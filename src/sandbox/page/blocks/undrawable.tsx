/** Said instead of left out: an app would otherwise seem to show less than it does. */
export const Undrawable = ({ what }: { what: string }) => (
  <p class="undrawable" role="alert">
    The sandbox cannot draw this: {what}.
  </p>
)
