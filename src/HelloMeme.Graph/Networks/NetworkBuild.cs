using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Networks;

/// <summary>Builds a network and says what is wrong with its checkpoints rather than with the graph that came of them.</summary>
internal static class NetworkBuild
{
    /// <exception cref="CheckpointException">Keys are missing or have other shapes.</exception>
    public static OnnxModel Checked(Action<GraphBuilder> network, params ReadOnlySpan<StateDict?> checkpoints)
    {
        var g = new GraphBuilder();
        try
        {
            network(g);
        }
        catch (GraphException)
        {
            foreach (var checkpoint in checkpoints) checkpoint?.ThrowIfFaulty();
            throw;
        }

        foreach (var checkpoint in checkpoints) checkpoint?.ThrowIfFaulty();
        return g.Build();
    }
}
