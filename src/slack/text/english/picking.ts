/** The form that asks with whom to book a session. */
export const picking = {
  label: 'Who would you like to meet?',
  placeholder: 'Pick a member',
  next: "Next, you'll choose which of you is the mentor, and a time.",
} as const
