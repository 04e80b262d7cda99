using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Benchmarks.Networks;

/// <summary>A network opened as the engine opens it, with its inputs and outputs, to be run again and again.</summary>
internal sealed class NetworkRun : IDisposable
{
    private readonly NetworkSession _session;
    private readonly NamedTensor[] _inputs, _outputs;

    public NetworkRun(ModelStore store, string name, OnnxModel model, SessionMode mode, InputValues values)
    {
        _session = store.Open(name, model, mode, CancellationToken.None);
        _inputs = [.. values.For(model)];
        _outputs = [.. _session.Outputs.Select(o => _session.NewOutput(o))];
    }

    /// <summary>Of the first output, after a run.</summary>
    public float[] Output => _outputs[0].Tensor.Floats.ToArray();

    /// <summary>Runs a network once and keeps its outputs under their names.</summary>
    public static void Once(ModelStore store, string name, OnnxModel model, InputValues values)
    {
        var run = new NetworkRun(store, name, model, SessionMode.Shared, values);
        run.Run();
        run._session.Dispose();
        foreach (var (output, tensor) in run._outputs) values[output] = tensor;
    }

    public void Run() => _session.Run(_inputs, _outputs);

    public void Dispose()
    {
        _session.Dispose();
        foreach (var output in _outputs) output.Tensor.Dispose();
    }
}
