using HelloMeme.Media;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Extensions.Options;
using Xunit;

namespace HelloMeme.Studio.Tests.Films;

public sealed class FilmMakerTests(SampleFiles samples) : IClassFixture<SampleFiles>
{
    [Fact]
    public async Task Cancel_acts_before_the_next_frame_and_leaves_no_file()
    {
        var settings = new StudioOptions();
        using var faces = new FaceAnalysis(new StudioFolders(settings), Options.Create(settings));
        using var engine = TestEngine.In(samples.In("models"));
        var portrait = samples.Portrait("mira", 512);
        using var cancel = new CancellationTokenSource();
        var frames = new Frames(() => cancel.Cancel(), after: 5);
        var order = new FilmOrder { PortraitPath = portrait, Motion = new MotionSource.Preset("laugh"), OutputPath = samples.In("cancelled.mp4"), StillPath = samples.In("cancelled.png") };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new FilmMaker(faces, engine, TimeProvider.System).MakeAsync(order, frames, cancel.Token, frames));
        Assert.Equal(5, frames.Count);
        Assert.Equal([portrait], Directory.GetFiles(samples.Folder));
    }

    private sealed class Frames(Action cancel, int after) : IProgress<Frame>, IProgress<FilmProgress>
    {
        public int Count { get; private set; }

        public void Report(Frame value)
        {
            if (++Count == after) cancel();
        }

        public void Report(FilmProgress value)
        {
        }
    }
}
