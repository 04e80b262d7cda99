using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Tests.Support;

/// <summary>The real face networks for one test class: converted once into a scratch folder, run on one thread.</summary>
public sealed class FaceNetworks : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly Lazy<FaceDetector> _detector;
    private readonly Lazy<LandmarkDetector> _landmarks;
    private readonly Lazy<PersonSegmenter> _segmenter;

    public FaceNetworks()
    {
        Models = FaceModels.Open(NodeModules.Folder, _folder.Path, new SessionSettings(Threads: 1));
        _detector = new Lazy<FaceDetector>(() => new FaceDetector(Models));
        _landmarks = new Lazy<LandmarkDetector>(() => new LandmarkDetector(Models));
        _segmenter = new Lazy<PersonSegmenter>(() => new PersonSegmenter(Models));
    }

    public FaceModels Models { get; }

    public FaceDetector Detector => _detector.Value;

    public LandmarkDetector Landmarks => _landmarks.Value;

    public PersonSegmenter Segmenter => _segmenter.Value;

    public void Dispose()
    {
        if (_detector.IsValueCreated) _detector.Value.Dispose();
        if (_landmarks.IsValueCreated) _landmarks.Value.Dispose();
        if (_segmenter.IsValueCreated) _segmenter.Value.Dispose();
        _folder.Dispose();
    }
}
