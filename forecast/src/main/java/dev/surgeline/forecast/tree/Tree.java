package dev.surgeline.forecast.tree;

/// A regression tree of a fixed depth, its nodes in levels: the children of node i are 2 i + 1 (at
/// or below the edge) and 2 i + 2 (above). A node that does not split sends everything left.
///
/// @param features which figure a node asks for; -1 where it does not split
/// @param edges what it is compared with
/// @param leaves the answers, left to right
@SuppressWarnings("ArrayRecordComponent")
public record Tree(int[] features, double[] edges, double[] leaves) {
  double answer(double[] row) {
    int node = 0;
    while (node < features.length) {
      boolean right = features[node] >= 0 && row[features[node]] > edges[node];
      node = 2 * node + (right ? 2 : 1);
    }
    return leaves[node - features.length];
  }
}
