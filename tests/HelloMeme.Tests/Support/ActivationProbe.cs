using HelloMeme.Graph.Onnx;

namespace HelloMeme.Tests.Support;

/// <summary>Looks at what flows inside a 16-bit graph.</summary>
internal static class ActivationProbe
{
    /// <summary>The largest absolute number on every 16-bit edge; NaN and infinities come out as they are.</summary>
    public static IReadOnlyList<(string Edge, float Largest)> Largest(OnnxModel model, IReadOnlyDictionary<string, float[]> inputs)
    {
        var edges = HalfEdges(model);
        var probes = edges.SelectMany(Probe).ToList();
        var model2 = model with
        {
            Initializers = [.. model.Initializers, new Initializer("probe/one", DType.Int64, [1], BitConverter.GetBytes(1L))],
            Nodes = [.. model.Nodes, .. probes, new OnnxNode("probe/all", "Concat", [.. edges.Select(e => "probe/of/" + e)], "probe/largest", [new("axis", 0)])],
            Outputs = [new NamedValue("probe/largest", DType.Float, [edges.Count])],
        };
        return [.. edges.Zip(NetworkRun.Run(model2, inputs)["probe/largest"])];
    }

    private static IEnumerable<OnnxNode> Probe(string edge)
    {
        yield return new OnnxNode("probe/cast/" + edge, "Cast", [edge], "probe/cast/" + edge, [new("to", (long)DType.Float)]);
        yield return new OnnxNode("probe/abs/" + edge, "Abs", ["probe/cast/" + edge], "probe/abs/" + edge, []);
        yield return new OnnxNode("probe/max/" + edge, "ReduceMax", ["probe/abs/" + edge], "probe/max/" + edge, [new("keepdims", 0)]);
        yield return new OnnxNode("probe/of/" + edge, "Reshape", ["probe/max/" + edge, "probe/one"], "probe/of/" + edge, []);
    }

    /// <summary>A node has its first operand's type; a cast inside a 16-bit network leads to 16 bits.</summary>
    private static List<string> HalfEdges(OnnxModel model)
    {
        var half = model.Inputs.Where(i => i.Type == DType.Half).Select(i => i.Name)
            .Concat(model.Initializers.Where(i => i.Type == DType.Half).Select(i => i.Name))
            .Concat(model.Weights.Where(i => i.Type == DType.Half).Select(i => i.Name)).ToHashSet(StringComparer.Ordinal);
        return [.. model.Nodes.Where(n => (n.OpType == "Cast" || half.Contains(n.Inputs[0])) && half.Add(n.Output)).Select(n => n.Output)];
    }
}
