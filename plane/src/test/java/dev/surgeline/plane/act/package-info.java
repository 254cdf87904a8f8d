/// Real replica processes behind a real gateway: started, adopted, drained, and never lost.
package dev.surgeline.plane.act;
