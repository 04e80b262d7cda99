using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Networks;

/// <summary>Builds a network and says what is wrong with its checkpoints rather than with the graph that came of them.</summary>
internal static class NetworkBuild
{
    /// <exception cref="CheckpointException">Keys are missing or have other shapes, or the checkpoints' sizes make no network together.</exception>
    public static OnnxModel Checked(Action<GraphBuilder> network, params ReadOnlySpan<StateDict?> checkpoints)
    {
        var g = new GraphBuilder();
        try
        {
            network(g);
        }
        catch (Exception e) when (e is GraphException or ArithmeticException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            foreach (var checkpoint in checkpoints) checkpoint?.ThrowIfFaulty();
            var names = checkpoints.ToArray().OfType<StateDict>().Select(c => c.Name);
            throw new CheckpointException($"The sizes in {string.Join(" and ", names)} make no network ({e.Message}).", e);
        }

        foreach (var checkpoint in checkpoints) checkpoint?.ThrowIfFaulty();
        return g.Build();
    }
}
