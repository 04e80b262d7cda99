using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.Warps;
using HelloMeme.Reenactment.Sessions;
using Microsoft.ML.OnnxRuntime;

namespace HelloMeme.Reenactment.Diffusion.FaceTools;

/// <summary>One official face network: a picture in, numbers out. Tensor names are the file's own: first input, outputs in file order.</summary>
internal sealed class OfficialNetwork : IDisposable
{
    private readonly NetworkSession _session;
    private readonly Tensor _input;
    private readonly NamedTensor[] _outputs = [];

    /// <summary>Opens the file and runs it once, on black, so that a foreign one shows here and not in the middle of a film.</summary>
    /// <param name="outputLengths">Numbers that are read of each output; it may hold more.</param>
    /// <exception cref="UserFaultException">"face-model-foreign": it does not open, does not take the picture, or gives fewer or shorter outputs.</exception>
    public OfficialNetwork(string path, int width, int height, ReadOnlySpan<int> outputLengths, SessionSettings settings)
    {
        _input = Tensor.OfFloats(1, 3, height, width);
        try
        {
            _session = new NetworkSession(path, settings with { Cuda = settings.Cuda with { EnableCudaGraph = false } }); // it is run with tensors of the host
            _outputs = [.. _session.Outputs.Take(outputLengths.Length).Select(name => _session.NewOutput(name))];
            Run();
            if (_outputs.Length < outputLengths.Length) throw Foreign(path, null);
            for (var i = 0; i < outputLengths.Length; i++)
                if (Output(i).Length < outputLengths[i]) throw Foreign(path, null);
        }
        catch (Exception e)
        {
            Dispose();
            if (e is OnnxRuntimeException) throw Foreign(path, e);
            throw;
        }
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

    private static UserFaultException Foreign(string path, Exception? cause) =>
        new("face-model-foreign", $"{Path.GetFileName(path)} is not the network of that name: download it again from {OfficialFaceFiles.Folder}.", cause);

    public void Dispose()
    {
        foreach (var output in _outputs) output.Tensor.Dispose();
        _input.Dispose();
        _session?.Dispose();
    }
}
