package dev.podwright.catalog;
import java.util.List;
public final class Catalog {
  public static Catalog bundled(){throw new IllegalStateException();}
  public Chip chip(String id){return null;} public Pod pod(String id){return null;}
  public Pod adHoc(String c,int n){return null;} public Pod joined(Pod p,int n){return null;}
  public Chip rankChip(Pod p){return null;} public List<Chip> chips(){return null;} public List<Pod> pods(){return null;} public String hash(){return "";}
}
