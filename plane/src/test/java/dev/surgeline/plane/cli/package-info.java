/// The commands as whoever types them sees them: real processes, their output and exit codes.
package dev.surgeline.plane.cli;
