/** The sign of the house. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="currentColor" />
      <path d="M16 6v20M7 19c3.5 5.5 14.5 5.5 18 0" fill="none" class="mark-line" stroke-width="2.6" stroke-linecap="round" />
      <circle cx="16" cy="8" r="2.4" class="mark-dot" />
    </svg>
  )
}
