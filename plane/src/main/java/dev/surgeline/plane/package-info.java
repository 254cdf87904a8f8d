/// The control plane process. [Main][Main] wires it by hand; `control.ControlLoop` is its heart.
package dev.surgeline.plane;
