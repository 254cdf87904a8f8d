/// A copy of somebody else's log that only grows: [dev.surgeline.plane.audit.mirror.Mirror] takes
/// over what extends what it holds, and keeps each checkpoint that it was shown.
package dev.surgeline.plane.audit.mirror;
