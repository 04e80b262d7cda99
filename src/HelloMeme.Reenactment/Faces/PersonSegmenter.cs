using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Faces;

/// <summary>Where the people are: 256 x 256 over the whole picture, stretched. Not for two threads at once.</summary>
public sealed class PersonSegmenter : IDisposable
{
    private const int Size = 256;

    private readonly NetworkSession _session;
    private readonly NamedTensor _input, _mask;

    public PersonSegmenter(FaceModels models)
    {
        _session = models.OpenSession(FaceModelSource.PersonMask);
        _input = new NamedTensor(_session.Inputs[0], Tensor.OfFloats(1, 3, Size, Size));
        _mask = _session.NewOutput(_session.Outputs[0]);
    }

    public PersonMask Segment(Frame frame)
    {
        PlaneSampler.Sample(frame, SampleGrid.Stretch(frame, Size), 1 / 255f, 0, clamp: true, _input.Tensor.Floats);
        _session.Run([_input], [_mask]);
        var coverage = new byte[Size * Size];
        var mask = _mask.Tensor.Floats;
        for (var i = 0; i < coverage.Length; i++) coverage[i] = (byte)Math.Clamp(mask[i] * 255 + 0.5f, 0, 255);
        return new PersonMask(Size, Size, coverage);
    }

    public void Dispose()
    {
        _input.Tensor.Dispose();
        _mask.Tensor.Dispose();
        _session.Dispose();
    }
}
