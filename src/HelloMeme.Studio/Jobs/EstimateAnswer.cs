namespace HelloMeme.Studio.Jobs;

/// <summary>What a film of the HelloMeme engine would take on the studio's device. Seconds and MemoryBytes: about; null while the driver was not analysed. Measured: from
/// steps measured there, else a rough figure. Long: over 30 minutes, which an order must allow. Notes: what should be said about the film, a sentence each.</summary>
public sealed record EstimateAnswer(int Frames, double? Seconds, long? MemoryBytes, bool Measured, bool Long, IReadOnlyList<string> Notes)
{
    public static EstimateAnswer From(EngineOutlook outlook) => new(
        outlook.Frames, outlook.Estimate?.Time.TotalSeconds, outlook.Estimate?.MemoryBytes, outlook.Estimate?.Measured is true, outlook.Estimate?.IsLong is true, outlook.Notes);
}
