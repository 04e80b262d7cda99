using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.Warps;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Diffusion.FaceTools;

/// <summary>One official face network: a picture in, numbers out. Tensor names are the file's own: first input, outputs in file order.</summary>
internal sealed class OfficialNetwork : IDisposable
{
    private readonly NetworkSession _session;
    private readonly Tensor _input;
    private readonly NamedTensor[] _outputs;

    /// <param name="outputs">How many of the file's outputs are used.</param>
    /// <exception cref="UserFaultException">"face-model-foreign": fewer outputs.</exception>
    public OfficialNetwork(string path, int width, int height, int outputs, SessionSettings settings)
    {
        _session = new NetworkSession(path, settings);
        if (_session.Outputs.Count < outputs || _session.Inputs.Count < 1)
        {
            var found = _session.Outputs.Count;
            _session.Dispose();
            throw new UserFaultException("face-model-foreign", $"{Path.GetFileName(path)} has {found} outputs where {outputs} are expected: it is another network; take the one of hello_group_facemodel.");
        }

        _input = Tensor.OfFloats(1, 3, height, width);
        _outputs = [.. _session.Outputs.Take(outputs).Select(name => _session.NewOutput(name))];
    }

    /// <summary>[3, height, width] to fill before <see cref="Run"/>.</summary>
    public Span<float> Input => _input.Floats;

    public void Run() => _session.Run([new(_session.Inputs[0], _input)], _outputs);

    /// <summary>After <see cref="Run"/>, whatever its shape.</summary>
    public ReadOnlySpan<float> Output(int index) => _outputs[index].Tensor.Floats;

    /// <summary>Cuts a square crop, 0..1, and runs.</summary>
    public void RunOnCrop(Frame picture, PlaneMap map, int side, bool blueFirst)
    {
        using var crop = new Frame(side, side);
        PixelWarp.Affine(picture, map, Sampling.Bilinear, crop);
        PixelTensor.Unit(crop, blueFirst, Input);
        Run();
    }

    public void Dispose()
    {
        foreach (var output in _outputs) output.Tensor.Dispose();
        _input.Dispose();
        _session.Dispose();
    }
}
