using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Tests.Support;

/// <summary>Runs a graph whose weights stay outside: float arrays in, float arrays out, also for 16-bit graphs.</summary>
internal static class NetworkRun
{
    /// <summary>Every output by name. Inputs that the graph does not have are passed over.</summary>
    public static Dictionary<string, float[]> Run(OnnxModel model, IReadOnlyDictionary<string, float[]> inputs)
    {
        model = WithFloatEdges(model);
        using var folder = new ScratchFolder();
        using var session = TestSessions.Open(folder.Path, model);
        var given = model.Inputs.Select(i => new NamedTensor(i.Name, Fill(i, inputs[i.Name]))).ToArray();
        var wanted = model.Outputs.Select(o => session.NewOutput(o.Name)).ToArray();
        session.Run(given, wanted);
        var results = wanted.ToDictionary(o => o.Name, o => o.Tensor.Floats.ToArray(), StringComparer.Ordinal);
        foreach (var tensor in given.Concat(wanted)) tensor.Tensor.Dispose();
        return results;
    }

    /// <summary>The same graph with 32-bit inputs and outputs.</summary>
    private static OnnxModel WithFloatEdges(OnnxModel model)
    {
        const string half = "/half";
        var halfNames = model.Inputs.Concat(model.Outputs).Where(v => v.Type == DType.Half).Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
        if (halfNames.Count == 0) return model;
        string Renamed(string name) => halfNames.Contains(name) ? name + half : name;
        OnnxNode Cast(string from, string to, DType type) => new($"cast {to}", "Cast", [from], to, [new("to", (long)type)]);
        return model with
        {
            Inputs = [.. model.Inputs.Select(i => i.Type == DType.Half ? i with { Type = DType.Float } : i)],
            Outputs = [.. model.Outputs.Select(o => o.Type == DType.Half ? o with { Type = DType.Float } : o)],
            Nodes =
            [
                .. model.Inputs.Where(i => i.Type == DType.Half).Select(i => Cast(i.Name, i.Name + half, DType.Half)),
                .. model.Nodes.Select(n => n with { Inputs = [.. n.Inputs.Select(Renamed)], Output = Renamed(n.Output) }),
                .. model.Outputs.Where(o => o.Type == DType.Half).Select(o => Cast(o.Name + half, o.Name, DType.Float)),
            ],
        };
    }

    /// <summary>Whole numbers are given as floats too.</summary>
    private static Tensor Fill(NamedValue input, float[] values)
    {
        if (input.Type == DType.Int64)
        {
            var numbers = Tensor.OfLongs([.. input.Shape.Select(d => d.Size)]);
            Array.ConvertAll(values, v => (long)v).CopyTo(numbers.Longs);
            return numbers;
        }

        var tensor = Tensor.OfFloats([.. input.Shape.Select(d => d.Size)]);
        if (values.Length != tensor.Floats.Length) throw new ArgumentException($"{input.Name} is {input.Shape}, not {values.Length} numbers.", nameof(values));
        values.CopyTo(tensor.Floats);
        return tensor;
    }
}
